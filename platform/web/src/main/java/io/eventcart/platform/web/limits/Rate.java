package io.eventcart.platform.web.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.eventcart.platform.eventstore.EventcartProperties.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many calls of one caller at once, then one in a time.
 *
 * <p>A caller costs one number: the instant at which all of its calls will be free again (the generic cell rate algorithm). It is
 * dropped at that instant, and there are never more than {@link #MOST_CALLERS}.
 */
final class Rate {
    private static final long MOST_CALLERS = 100_000;

    private final Ticker clock;
    private final long every;
    private final long burst;
    private final Cache<String, Long> allFreeAt;

    Rate(Limits.Rate limit, Ticker clock) {
        this.clock = clock;
        this.every = limit.every().toNanos();
        this.burst = every * limit.burst();
        this.allFreeAt = Caffeine.newBuilder().maximumSize(MOST_CALLERS).expireAfterWrite(Duration.ofNanos(burst))
                .ticker(clock).build();
    }

    /** Takes one call. @return empty if there was one left, else how long the caller must wait for the next */
    Optional<Duration> take(String caller) {
        var wait = new AtomicLong();
        allFreeAt.asMap().compute(caller, (ignored, before) -> {
            var now = clock.read();
            var after = (before == null ? now : Math.max(before, now)) + every;
            wait.set(Math.max(0, after - now - burst));
            return wait.get() > 0 ? before : Long.valueOf(after);
        });
        return waiting(wait.get());
    }

    /** @return empty if the caller has a call left, else how long it must wait; takes none */
    Optional<Duration> look(String caller) {
        var before = allFreeAt.getIfPresent(caller);
        return before == null ? Optional.empty() : waiting(Math.max(0, before + every - clock.read() - burst));
    }

    private static Optional<Duration> waiting(long nanos) {
        return nanos > 0 ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
    }
}
