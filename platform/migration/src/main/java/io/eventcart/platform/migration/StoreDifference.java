package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.StoredEvent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The first difference between two stores.
 *
 * @param text describes it, for people
 */
record StoreDifference(String text) {
    static boolean isSame(StoredEvent expected, StoredEvent actual) {
        return fieldThatDiffers(expected, actual).isEmpty();
    }

    /** Compares event by event in the order of the store, so another order is a difference too. */
    static Optional<StoreDifference> first(Iterator<StoredEvent> expected, Iterator<StoredEvent> actual,
            LongConsumer watcher) {
        for (var n = 1L; expected.hasNext(); n++) {
            var event = expected.next();
            if (!actual.hasNext()) {
                return Optional
                        .of(new StoreDifference("the target ends after %,d events; %s is missing".formatted(n - 1,
                                name(event))));
            }
            var difference = between(n, event, actual.next());
            if (difference.isPresent()) {
                return difference;
            }
            watcher.accept(n);
        }
        return actual.hasNext()
                ? Optional.of(new StoreDifference("the target goes on after the last event of the source, with "
                        + name(actual.next())))
                : Optional.empty();
    }

    private static Optional<StoreDifference> between(long n, StoredEvent expected, StoredEvent actual) {
        if (!expected.eventId().equals(actual.eventId())) {
            return Optional
                    .of(new StoreDifference(
                            "event %,d of the target should be %s, and is %s".formatted(n, name(expected),
                                    name(actual))));
        }
        return fieldThatDiffers(expected, actual).map(field -> new StoreDifference(
                "%s differs in its %s".formatted(name(expected), field)));
    }

    private static Optional<String> fieldThatDiffers(StoredEvent expected, StoredEvent actual) {
        String field = null;
        if (!expected.eventId().equals(actual.eventId())) {
            field = "id";
        } else if (!expected.aggregateType().equals(actual.aggregateType())
                || !expected.aggregateId().equals(actual.aggregateId())) {
            field = "stream";
        } else if (expected.sequenceNumber() != actual.sequenceNumber()) {
            field = "sequence number";
        } else if (!expected.at().equals(actual.at())) {
            field = "time";
        } else if (!expected.type().equals(actual.type()) || !expected.revision().equals(actual.revision())) {
            field = "type or revision";
        } else if (!Arrays.equals(expected.payload(), actual.payload())) {
            field = "payload";
        } else if (!Objects.equals(expected.hash(), actual.hash())) {
            field = "hash";
        } else if (!expected.hashAfter("").equals(actual.hashAfter(""))) {
            field = "metadata";
        }
        return Optional.ofNullable(field);
    }

    private static String name(StoredEvent event) {
        return "version %d of stream %s (%s, event %s)".formatted(event.sequenceNumber() + 1, event.aggregateId(),
                event.type(), event.eventId());
    }
}
