package io.eventcart.platform.eventstore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Probes a store every second. An outage is one log line when it begins and one when it ends. Health reports the last result, so
 * health requests put no load on the store; a store that does not answer at all is down too.
 */
final class StoreWatch implements HealthIndicator {
    /** The time after an outage in which a store accepts connections but may still fail requests. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private final String store;
    private final Runnable probe;
    private final Clock clock;
    private volatile Instant answeredAt;
    private volatile @Nullable Outage outage;
    private volatile Instant recoveredAt = Instant.EPOCH;

    private record Outage(String cause, Instant since) {}

    /**
     * @param store its name, as the beginning of a sentence
     * @param probe throws if the store can't be used
     */
    StoreWatch(String store, Runnable probe, Clock clock) {
        this.store = store;
        this.probe = probe;
        this.clock = clock;
        this.answeredAt = clock.instant();
    }

    @Scheduled(fixedDelay = 1_000)
    void watch() {
        try {
            probe.run();
            if (outage != null) {
                LOG.info("{} is there again", store);
                outage = null;
                recoveredAt = clock.instant();
            }
        } catch (RuntimeException e) {
            if (outage == null) {
                begin(e);
            }
        }
        answeredAt = clock.instant();
    }

    private void begin(RuntimeException e) {
        var cause = Causes.of(e).getLast().toString();
        if (StoreFailures.include(e)) {
            LOG.warn("{} can't be used; waiting for it. Writes and reads are refused meanwhile: {}", store, cause);
        } else {
            LOG.error("{} can't be used, although it seems reachable", store, e);
        }
        outage = new Outage(cause, clock.instant());
    }

    /** Whether the store answers again after an outage, but may still fail requests. */
    boolean isRecovering() {
        return isUp() && clock.instant().isBefore(recoveredAt.plus(RECOVERY));
    }

    boolean wasAwaySince(Instant moment) {
        return !isUp() || moment.isBefore(recoveredAt.plus(RECOVERY));
    }

    private boolean isUp() {
        return outage == null && !isSilent();
    }

    private boolean isSilent() {
        return clock.instant().isAfter(answeredAt.plus(LONGEST_SILENCE));
    }

    @Override
    public Health health() {
        var now = outage;
        if (now != null) {
            return Health.down().withDetail("store", store).withDetail("since", now.since())
                    .withDetail("error", now.cause()).build();
        }
        return isSilent()
                ? Health.down().withDetail("store", store).withDetail("lastAnswer", answeredAt).build()
                : Health.up().withDetail("store", store).build();
    }
}
