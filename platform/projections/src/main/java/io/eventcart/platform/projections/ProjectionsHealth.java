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

/** Looks at the projections by itself, so that nobody loads the store by asking for health. */
@Component
final class ProjectionsHealth {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionsHealth.class);
    /** Neither up nor down: an operator should look, and the instance can serve. */
    private static final Status WARNING = new Status("WARNING");

    private final Projections projections;
    private final Checkpoints checkpoints;
    private final KnownEvents events;
    private final DeadLetters letters;
    private final Clock clock;
    private final Map<String, StallDetector> looks = new HashMap<>();
    private volatile Map<String, String> standingStill = Map.of();
    private volatile Map<String, Long> deadLetters = Map.of();

    private volatile Instant lookedAt;
    private boolean hasFailed;

    ProjectionsHealth(Projections projections, Checkpoints checkpoints, KnownEvents events, DeadLetters letters,
            Clock clock) {
        this.projections = projections;
        this.checkpoints = checkpoints;
        this.events = events;
        this.letters = letters;
        this.clock = clock;
        this.lookedAt = clock.instant();
    }

    @Scheduled(fixedDelay = 2_000)
    void look() {
        try {
            var still = new TreeMap<String, String>();
            for (var status : projections.statuses()) {
                looks.computeIfAbsent(status.name(), first -> new StallDetector())
                        .at(status, clock.instant(), () -> hasEvents(status))
                        .ifPresent(why -> still.put(status.name(), why));
            }
            standingStill = still;
            deadLetters = letters.counts();
            lookedAt = clock.instant();
            hasFailed = false;
        } catch (RuntimeException e) {
            if (!hasFailed) {
                LOG.warn("The projections can't be looked at; health is what the last look has seen", e);
            }
            hasFailed = true;
        }
    }

    private boolean hasEvents(ProjectionStatus status) {
        return events.hasAfter(checkpoints.of(status.processor()).token());
    }

    Health projections() {
        var still = standingStill;
        if (clock.instant().isAfter(lookedAt.plus(StallDetector.NO_PROGRESS))) {
            return Health.down().withDetail("lastLook", lookedAt).build();
        }
        return still.isEmpty() ? Health.up().build() : Health.down().withDetail("standingStill", still).build();
    }

    /** A dead letter is one cart's, and the projection goes on: no reason to take the instance away from all others. */
    Health deadLetters() {
        var counts = deadLetters;
        return counts.isEmpty()
                ? Health.up().build()
                : Health.status(WARNING).withDetail("events", counts)
                        .withDetail("remedy", "GET /api/dead-letters says why they were put aside.").build();
    }
}
