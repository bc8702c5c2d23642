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
     * @param already events that the target already had
     * @param copied events copied
     */
    record Result(long already, long copied) {}

    /**
     * @param begin runs before the first write, after the target's events were checked against the source
     * @param watcher receives the number of source events handled; the first call is before the first event to copy
     */
    Result move(EventSource source, EventTarget target, Runnable begin, LongConsumer watcher) {
        var already = target.count();
        var last = target.last().orElse(null);
        var n = 0L;
        var read = new AtomicLong();
        var batch = new ArrayList<StoredEvent>(batchSize);
        try (var events = rewrite.of(source, read::set)) {
            for (var event : (Iterable<StoredEvent>) events::iterator) {
                n++;
                if (n == already && !StoreDifference.isSame(event, Objects.requireNonNull(last))) {
                    throw notEmpty(target, already, source);
                }
                if (n == already + 1) {
                    begin.run();
                    watcher.accept(already == 0 ? 0 : read.get());
                }
                if (n > already) {
                    batch.add(withTime(event));
                }
                if (batch.size() == batchSize) {
                    target.append(batch);
                    batch.clear();
                    watcher.accept(read.get());
                }
            }
        }
        if (n < already) {
            throw notEmpty(target, already, source);
        }
        if (n == already) {
            begin.run();
        }
        if (!batch.isEmpty()) {
            target.append(batch);
        }
        watcher.accept(read.get());
        target.finish();
        return new Result(already, n - already);
    }

    /** Rejects a timestamp that could not be parsed; it is read as {@link Instant#MIN}. */
    private static StoredEvent withTime(StoredEvent event) {
        if (event.at().equals(Instant.MIN)) {
            throw MigrationFault.failed("Event " + event.eventId() + " at position " + event.position()
                    + " bears a time that is none.", "Mend it with --transform.");
        }
        return event;
    }

    private static MigrationFault notEmpty(EventTarget target, long already, EventSource source) {
        return MigrationFault.calledWrongly(
                "%s is not empty: it has %,d events, and they are not the first of %s, taken the same way."
                        .formatted(target.where(), already, source.where()),
                "Name an empty one, or empty it.");
    }
}
