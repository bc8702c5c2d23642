package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Copies events into a target, starting after its last event. */
final class EventCopier {
    private final HistoryRewrite rewrite;
    private final int batchSize;

    EventCopier(HistoryRewrite rewrite, int batchSize) {
        this.rewrite = rewrite;
        this.batchSize = batchSize;
    }

    /**
     * @param existing events that the target already had
     * @param copied events copied
     */
    record Result(long existing, long copied) {}

    /**
     * @param begin runs before the first write, after the target's events were checked against the source
     * @param progress receives the number of source events handled; the first call is before the first event to copy
     */
    Result copy(EventSource source, EventTarget target, Runnable begin, LongConsumer progress) {
        var existing = target.count();
        var last = target.last().orElse(null);
        var n = 0L;
        var read = new AtomicLong();
        var batch = new ArrayList<StoredEvent>(batchSize);
        try (var events = rewrite.of(source, read::set)) {
            for (var event : (Iterable<StoredEvent>) events::iterator) {
                n++;
                if (n == existing && !StoreDifference.isSame(event, Objects.requireNonNull(last))) {
                    throw notEmpty(target, existing, source);
                }
                if (n == existing + 1) {
                    begin.run();
                    progress.accept(existing == 0 ? 0 : read.get());
                }
                if (n > existing) {
                    batch.add(requireValidTime(event));
                }
                if (batch.size() == batchSize) {
                    target.append(batch);
                    batch.clear();
                    progress.accept(read.get());
                }
            }
        }
        if (n < existing) {
            throw notEmpty(target, existing, source);
        }
        if (n == existing) {
            begin.run();
        }
        if (!batch.isEmpty()) {
            target.append(batch);
        }
        progress.accept(read.get());
        target.finish();
        return new Result(existing, n - existing);
    }

    /** Rejects a timestamp that could not be parsed; it is read as {@link Instant#MIN}. */
    private static StoredEvent requireValidTime(StoredEvent event) {
        if (event.at().equals(Instant.MIN)) {
            throw MigrationFault.failed("Event " + event.eventId() + " at position " + event.position()
                    + " has no valid timestamp.", "Fix it with --transform.");
        }
        return event;
    }

    private static MigrationFault notEmpty(EventTarget target, long existing, EventSource source) {
        return MigrationFault.calledWrongly(
                "%s is not empty: it has %,d events, and they are not the first of %s, taken the same way."
                        .formatted(target.where(), existing, source.where()),
                "Name an empty one, or empty it.");
    }
}
