package io.eventcart.platform.projections;

import io.eventcart.platform.storedevents.KnownEvents;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Checks the projections every 2 s. A health request returns the last result, so it puts no load on the store. */
@Component
final class ProjectionsHealth {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionsHealth.class);
    /** Neither up nor down: an operator should act, but the instance can serve. */
    private static final Status WARNING = new Status("WARNING");

    private final Projections projections;
    private final Checkpoints checkpoints;
    private final KnownEvents events;
    private final DeadLetters letters;
    private final Clock clock;
    private final Map<String, StallDetector> detectors = new HashMap<>();
    private volatile Map<String, String> stalledProjections = Map.of();
    private volatile Map<String, Long> deadLetters = Map.of();

    private volatile Instant checkedAt;
    private boolean lastCheckFailed;

    ProjectionsHealth(Projections projections, Checkpoints checkpoints, KnownEvents events, DeadLetters letters,
            Clock clock) {
        this.projections = projections;
        this.checkpoints = checkpoints;
        this.events = events;
        this.letters = letters;
        this.clock = clock;
        this.checkedAt = clock.instant();
    }

    @Scheduled(fixedDelay = 2_000)
    void check() {
        try {
            var stalled = new TreeMap<String, String>();
            for (var status : projections.statuses()) {
                detectors.computeIfAbsent(status.name(), first -> new StallDetector())
                        .check(status, clock.instant(), () -> hasEvents(status))
                        .ifPresent(cause -> stalled.put(status.name(), cause));
            }
            stalledProjections = stalled;
            deadLetters = letters.counts();
            checkedAt = clock.instant();
            lastCheckFailed = false;
        } catch (RuntimeException e) {
            if (!lastCheckFailed) {
                LOG.warn("The projections can't be checked. Health returns the last result", e);
            }
            lastCheckFailed = true;
        }
    }

    private boolean hasEvents(ProjectionStatus status) {
        return events.hasAfter(checkpoints.of(status.processor()).token());
    }

    Health projections() {
        var stalled = stalledProjections;
        if (clock.instant().isAfter(checkedAt.plus(StallDetector.NO_PROGRESS))) {
            return Health.down().withDetail("lastLook", checkedAt).build();
        }
        return stalled.isEmpty() ? Health.up().build() : Health.down().withDetail("standingStill", stalled).build();
    }

    /** A dead letter affects one cart, and the projection goes on. So the instance stays in service for all other carts. */
    Health deadLetters() {
        var counts = deadLetters;
        return counts.isEmpty()
                ? Health.up().build()
                : Health.status(WARNING).withDetail("events", counts)
                        .withDetail("remedy", "GET /api/dead-letters has the causes.").build();
    }
}
