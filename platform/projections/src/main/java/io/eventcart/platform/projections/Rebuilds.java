package io.eventcart.platform.projections;

import io.eventcart.platform.projections.ProjectionState.Other;
import io.eventcart.platform.sliceapi.StoredEvents;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Finishes every rebuild: waits until the standby copy has caught up, compares the copies, and switches over. All that it needs to know is in
 * the database, so any instance can continue after a crash.
 */
@Component
final class Rebuilds {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final int EVENTS_THAT_ARE_CLOSE = 1_000;
    private static final Duration BETWEEN_LOOKS_AT_REBUILDS = Duration.ofMillis(250);
    private static final Duration A_TRY = Duration.ofMillis(200);

    private final ProcessorSupervisor supervisor;
    private final Checkpoints checkpoints;
    private final StoredEvents events;
    private final CopyComparer copyComparer;
    private final Map<ProjectionCopy, ReplayRate> rates = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2,
            new AxonThreadFactory("Rebuilds"));

    private volatile boolean hasFailed;

    Rebuilds(ProcessorSupervisor supervisor, Checkpoints checkpoints, StoredEvents events, CopyComparer copyComparer) {
        this.supervisor = supervisor;
        this.checkpoints = checkpoints;
        this.events = events;
        this.copyComparer = copyComparer;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        repeat(supervisor::follow, ProcessorSupervisor.BETWEEN_LOOKS);
        repeat(this::advance, BETWEEN_LOOKS_AT_REBUILDS);
    }

    private void repeat(Runnable task, Duration pause) {
        var _ = threads.scheduleWithFixedDelay(() -> run(task), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void end() {
        threads.shutdownNow();
    }

    private void run(Runnable task) {
        try {
            task.run();
            hasFailed = false;
        } catch (RuntimeException e) {
            if (!hasFailed) {
                LOG.warn("The rebuilds can't go on at the moment; they try again", e);
            }
            hasFailed = true;
        }
    }

    private void advance() {
        try {
            for (var projection : supervisor.projections().values()) {
                var state = supervisor.state(projection);
                if (state.other() == Other.REPLAYING && !state.paused()) {
                    advance(projection, state);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void advance(Projection projection, ProjectionState state) throws InterruptedException {
        var copy = state.active().other();
        var reached = checkpoints.of(copy.processor());
        var position = reached.position();
        rates.computeIfAbsent(copy, first -> new ReplayRate()).at(position);
        // Not how far the store's end is: nobody's token moves over a last event that an upcaster drops.
        var active = checkpoints.of(state.active().processor());
        if (active.position() - position > EVENTS_THAT_ARE_CLOSE) {
            return;
        }
        var compared = state;
        if (state.comparison() == null) {
            if (!checkpoints.hasSeenAll(copy.processor(), state.active().processor())) {
                return;
            }
            var comparison = copyComparer.compare(projection, state.active());
            tell(projection, comparison);
            compared = state.compared(comparison);
            if (!supervisor.change(state, compared)) {
                return;
            }
        }
        if (switchOver(compared, A_TRY)) {
            rates.remove(copy);
        }
    }

    private static void tell(Projection projection, CopyComparison found) {
        if (found.isEqual()) {
            LOG.info("Projection {} is rebuilt: {} rows compared, all equal", projection.name(), found.compared());
        } else {
            LOG.warn("Projection {} is rebuilt: {} rows compared, {} differ, {} are gone, {} are new, such as {}",
                    projection.name(), found.compared(), found.different(), found.onlyInOld(), found.onlyInNew(),
                    found.examples());
        }
    }

    /** @return whether the copy that is not active has caught up in time, and is shown now */
    boolean switchOver(ProjectionState state, Duration longest) throws InterruptedException {
        var giveUpAt = System.nanoTime() + longest.toNanos();
        do {
            if (supervisor.switchOver(state)) {
                return true;
            }
            Thread.sleep(supervisor.betweenSwitchOvers());
        } while (System.nanoTime() < giveUpAt);
        return false;
    }

    RebuildProgress progress(ProjectionCopy copy) {
        return RebuildProgress.of(checkpoints.of(copy.processor()).position(), events.head(),
                Optional.ofNullable(rates.get(copy)).map(ReplayRate::eventsPerSecond).orElse(null), Instant.now());
    }
}
