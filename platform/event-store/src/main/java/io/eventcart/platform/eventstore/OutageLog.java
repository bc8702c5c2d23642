package io.eventcart.platform.eventstore;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Suppresses log entries about an unreachable store: each processor, call and rebuild would log every retry, and {@link StoreWatch}
 * already logs the outage. A failure that no watch confirms is logged late, and repeated at intervals.
 */
@Component
final class OutageLog extends TurboFilter {
    /** Within this time every watch has probed its store again. */
    static final Duration SETTLED = Duration.ofSeconds(10);
    private static final Duration REPEATED = Duration.ofMinutes(10);
    private static final int MOST_KINDS = 100;
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    private final List<StoreWatch> stores;
    private final Clock clock;
    private final Map<String, Unconfirmed> unconfirmed = new ConcurrentHashMap<>();
    private final Cache<String, Boolean> reported = Caffeine.newBuilder().maximumSize(MOST_KINDS)
            .expireAfterWrite(REPEATED).build();

    private record Unconfirmed(String reporter, Throwable failure, Instant at) {}

    OutageLog(List<StoreWatch> stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
            Object @Nullable [] arguments, @Nullable Throwable thrown) {
        var failure = thrown == null ? last(arguments) : thrown;
        if (failure == null || !level.isGreaterOrEqual(Level.INFO) || logger.getName().equals(LOG.getName())
                || !StoreFailures.include(failure)) {
            return FilterReply.NEUTRAL;
        }
        if (unconfirmed.size() < MOST_KINDS) {
            unconfirmed.putIfAbsent(Causes.of(failure).getLast().toString(),
                    new Unconfirmed(logger.getName(), failure, clock.instant()));
        }
        return FilterReply.DENY;
    }

    /** The failure is the last argument if the message has placeholders. */
    private static @Nullable Throwable last(Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0
                && arguments[arguments.length - 1] instanceof Throwable failure ? failure : null;
    }

    @Scheduled(fixedDelay = 1_000)
    void settle() {
        unconfirmed.forEach((cause, one) -> {
            var isConfirmed = stores.stream().anyMatch(store -> store.wasAwaySince(one.at()));
            var isDue = !clock.instant().isBefore(one.at().plus(SETTLED));
            if (isDue && !isConfirmed && reported.getIfPresent(cause) == null) {
                reported.put(cause, true);
                LOG.warn("{} failed as if a store were unreachable, but all stores answer", one.reporter(),
                        one.failure());
            }
            if (isDue || isConfirmed) {
                unconfirmed.remove(cause);
            }
        });
    }

    @PostConstruct
    void begin() {
        context().addTurboFilter(this);
    }

    @PreDestroy
    void end() {
        context().getTurboFilterList().remove(this);
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
