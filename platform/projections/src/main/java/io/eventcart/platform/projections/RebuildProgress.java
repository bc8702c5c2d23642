package io.eventcart.platform.projections;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a rebuild.
 *
 * @param done the position of the standby copy
 * @param of the position of the newest event
 * @param percent 0 to 100
 * @param eventsPerSecond as this instance measured it over the last seconds; null if it has not yet
 * @param estimatedEnd null as long as the rate is not known
 */
record RebuildProgress(long done, long of, int percent, @Nullable Long eventsPerSecond,
        @Nullable Instant estimatedEnd) {
    private static final int PERCENT = 100;

    /** @param rate of this rebuild, in events per second; null if it has not been measured */
    static RebuildProgress of(long done, long of, @Nullable Long rate, Instant now) {
        var percent = of == 0 ? PERCENT : (int) Math.min(PERCENT, done * PERCENT / of);
        return new RebuildProgress(done, of, percent, rate,
                rate == null || rate == 0 ? null : now.plus(Duration.ofSeconds(Math.max(0, of - done) / rate + 1)));
    }
}
