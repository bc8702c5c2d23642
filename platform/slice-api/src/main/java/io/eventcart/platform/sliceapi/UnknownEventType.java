package io.eventcart.platform.sliceapi;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The store holds an event of a type, or a revision of one, that this version of the app has no code for. What it did is not
 * known, so nothing that comes after it in its stream can be told.
 */
@SuppressWarnings("serial")
public final class UnknownEventType extends Rejection {
    /**
     * @param revision null if it is stored without one
     * @param stream the cart's id, or the name of another stream
     * @param position in the order of the whole store; 0 where the store does not tell
     */
    public UnknownEventType(String type, @Nullable String revision, String stream, long sequenceNumber, long position) {
        super("unknown-event-type", Nature.UNREADABLE, "This version of the app knows no event " + type + " revision "
                + revision + ", which is version " + (sequenceNumber + 1) + " of " + stream
                + (position > 0 ? ", at position " + position + " of the store" : "")
                + ". Run the version of the app that wrote it, or add an upcaster that renames or drops it; "
                + "docs/guides/change-an-event.md tells how.",
                facts(type, revision, stream, sequenceNumber + 1, position));
    }

    private static Map<String, Object> facts(String type, @Nullable String revision, String stream, long version,
            long position) {
        var facts = new HashMap<String, Object>(Map.of("eventType", type, "stream", stream, "version", version));
        if (revision != null) {
            facts.put("revision", revision);
        }
        if (position > 0) {
            facts.put("position", position);
        }
        return Map.copyOf(facts);
    }

    /** @return where it stands in the order of the whole store; 0 where the store does not tell */
    public long position() {
        return details().facts().get("position") instanceof Long position ? position : 0;
    }
}
