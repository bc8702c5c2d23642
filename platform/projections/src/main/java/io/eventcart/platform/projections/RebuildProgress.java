package io.eventcart.platform.projections;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a rebuild is.
 *
 * @param of the position of the newest event
 * @param percent 0 to 100
 * @param eventsPerSecond as measured by this instance lately; null if it has not been yet
 * @param estimatedEnd null as long as nobody can tell
 */
record RebuildProgress(long done, long of, int percent, @Nullable Long eventsPerSecond,
        @Nullable Instant estimatedEnd) {
    private static final int PERCENT = 100;

    /** @param pace of this rebuild, null if it has not been measured */
    static RebuildProgress of(long done, long of, @Nullable Long pace, Instant now) {
        var percent = of == 0 ? PERCENT : (int) Math.min(PERCENT, done * PERCENT / of);
        return new RebuildProgress(done, of, percent, pace,
                pace == null || pace == 0 ? null : now.plus(Duration.ofSeconds(Math.max(0, of - done) / pace + 1)));
    }
}
