package io.eventcart.insights.copy;

import io.eventcart.platform.sliceapi.SettledHead;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the events to copy, in chunks. A thread of its own reads and converts them, while the caller copies. */
@Component
final class EventSource {
    private static final int CHUNK = 2_000;
    private static final int CHUNKS_AHEAD = 8;
    private static final long OFFER_MILLIS = 100;

    private final StoredEvents events;
    private final SettledHead settled;

    EventSource(StoredEvents events, SettledHead settled) {
        this.events = events;
        this.settled = settled;
    }

    /** Takes some of the events. */
    interface ChunkReader {
        /**
         * @param position up to which there are events in this chunk
         * @return whether it wants more
         */
        boolean read(List<CopiedEvent> chunk, long position) throws SQLException;
    }

    /** @param failure of the store; the last chunk has it, or is the position where all ends */
    private record Chunk(List<CopiedEvent> events, long position, boolean isLast, @Nullable RuntimeException failure) {}

    /** @return the position up to which the order of the events is final */
    long head() {
        return settled.position();
    }

    /** @return whether the events of that copy are events of this store */
    boolean has(CopyState copied) {
        if (copied.lastPosition() == 0) {
            return true;
        }
        try (var found = events.between(copied.lastPosition() - 1, copied.lastPosition())) {
            return found.findFirst().map(CopyState::identityOf).filter(copied.lastEvent()::equals).isPresent();
        }
    }

    /**
     * Reads the events after a position and up to another. Throws what the store throws.
     *
     * @return whether the reader has got all of them
     */
    boolean readBetween(long after, long upTo, EventReader converter, ChunkReader reader)
            throws SQLException, InterruptedException {
        var ahead = new ArrayBlockingQueue<Chunk>(CHUNKS_AHEAD);
        var isStopped = new AtomicBoolean();
        Thread.ofPlatform().name("insights-read-ahead").daemon()
                .start(() -> readAhead(after, upTo, converter, ahead, isStopped));
        try {
            while (true) {
                var chunk = ahead.take();
                if (chunk.failure() != null) {
                    throw chunk.failure();
                }
                if (chunk.isLast()) {
                    return true;
                }
                if (!reader.read(chunk.events(), chunk.position())) {
                    return false;
                }
            }
        } finally {
            isStopped.set(true);
        }
    }

    /** It is never interrupted: an interrupt in the middle of a read closes H2's file for everybody. */
    private void readAhead(long after, long upTo, EventReader converter, BlockingQueue<Chunk> ahead,
            AtomicBoolean isStopped) {
        try (var stored = events.between(after, upTo)) {
            var chunk = new ArrayList<CopiedEvent>(CHUNK);
            var all = stored.iterator();
            while (all.hasNext() && !isStopped.get()) {
                var event = all.next();
                chunk.addAll(converter.read(event));
                if (chunk.size() >= CHUNK || !all.hasNext()) {
                    put(new Chunk(chunk, event.position(), false, null), ahead, isStopped);
                    chunk = new ArrayList<>(CHUNK);
                }
            }
            put(new Chunk(List.of(), upTo, true, null), ahead, isStopped);
        } catch (RuntimeException e) {
            put(new Chunk(List.of(), after, true, e), ahead, isStopped);
        }
    }

    private static void put(Chunk chunk, BlockingQueue<Chunk> ahead, AtomicBoolean isStopped) {
        try {
            while (!isStopped.get() && !ahead.offer(chunk, OFFER_MILLIS, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            isStopped.set(true);
        }
    }
}
