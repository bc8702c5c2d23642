package io.eventcart.platform.testkit;

import java.util.List;

/** Failure messages for a stored form that changed, or that has no example. */
final class Advice {
    private Advice() {}

    static String taken(String type) {
        return """
                %s is a name by which another module keeps events in its golden history: such events lie in stores, and that module
                reads them as something else. Give this event another name.
                """
                .formatted(type);
    }

    static String noExample(String type, int revision, GoldenFolder golden) {
        return """
                %1$s has revision %2$d, and no example of it is kept.

                Write one to %3$s: the JSON exactly as it is stored, with a value in every field, nullable ones too.
                For a new event make it up; for an old revision copy it from a store: SELECT payload FROM domain_event
                WHERE payload_type = '%1$s' AND payload_revision = '%2$d'. Once released, it is never edited.
                """.formatted(type, revision, golden.file(type, Integer.toString(revision)));
    }

    static String changed(Stored stored, GoldenFolder golden, List<String> differences) {
        var revision = Integer.parseInt(stored.revision());
        return """
                What %1$s stores is no longer what its revision %2$d is known to be:

                  %3$s

                Events live for ever: millions of the old form may lie in stores that you can't see. Take the change back, or choose.

                1. DEFAULT, where an event without the new field still says what it has always said.
                   Make the component @Nullable, or give it a default in the record's constructor; the revision stays %2$d.
                   Copy %4$s to %2$d-without-THE-FIELD.json beside it, and add the field to %4$s.
                   A field that is no longer wanted may simply go: keep the old example as %2$d-with-THE-FIELD.json.

                2. UPCAST, where the old form can be turned into the new one: renamed, split, of another type, another meaning.
                   Set @Revision("%5$d") on the event, and write the new form to %6$s.
                   Add an upcaster from %2$d to %5$d beside the event: a @Component with @Order(the date and a number), as
                   PriceHasCurrency in slices/add-item is; and a test: new UpcasterFixture().given("%1$s", "%2$d", ...).expectEvents(...).
                   Leave %4$s as it is. In a snapshot only the revision is raised: old snapshots are left aside and taken anew.

                3. MIGRATE, where neither will do, because what is needed is not in the old events, or a stream must be cut anew.
                   Copy the history into a new store through a transformation: eventcart migrate --transform CLASS.

                docs/guides/change-an-event.md has each of them step by step.
                """
                .formatted(stored.type(), revision, String.join("\n  ", differences),
                        golden.file(stored.type(), stored.revision()), revision + 1,
                        golden.file(stored.type(), Integer.toString(revision + 1)));
    }
}
