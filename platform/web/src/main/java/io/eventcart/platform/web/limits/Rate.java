package io.eventcart.platform.web.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.eventcart.platform.eventstore.EventcartProperties.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits a caller's calls: a burst at once, then one for each interval.
 *
 * <p>Keeps one number for each caller: the instant at which the whole burst is available again (the generic cell rate
 * algorithm). The number is dropped at that instant. At most {@link #MAX_CALLERS} numbers are kept.
 */
final class Rate {
    private static final long MAX_CALLERS = 100_000;

    private final Ticker clock;
    private final long interval;
    private final long burst;
    private final Cache<String, Long> burstAvailableAt;

    Rate(Limits.Rate limit, Ticker clock) {
        this.clock = clock;
        this.interval = limit.every().toNanos();
        this.burst = interval * limit.burst();
        this.burstAvailableAt = Caffeine.newBuilder().maximumSize(MAX_CALLERS).expireAfterWrite(Duration.ofNanos(burst))
                .ticker(clock).build();
    }

    /** Counts one call. @return empty if it is allowed, else how long the caller must wait for the next */
    Optional<Duration> take(String caller) {
        var wait = new AtomicLong();
        burstAvailableAt.asMap().compute(caller, (ignored, before) -> {
            var now = clock.read();
            var after = (before == null ? now : Math.max(before, now)) + interval;
            wait.set(Math.max(0, after - now - burst));
            return wait.get() > 0 ? before : Long.valueOf(after);
        });
        return asDuration(wait.get());
    }

    /** @return empty if a call is allowed, else how long the caller must wait; counts no call */
    Optional<Duration> peek(String caller) {
        var before = burstAvailableAt.getIfPresent(caller);
        return before == null ? Optional.empty() : asDuration(Math.max(0, before + interval - clock.read() - burst));
    }

    private static Optional<Duration> asDuration(long nanos) {
        return nanos > 0 ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
    }
}
