package io.eventcart.app.projections;

import io.eventcart.app.projections.State.Other;
import io.eventcart.sharedkernel.StoredEvents;
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
 * Brings every rebuild to its end: waits for the copy, compares it, swaps. Whatever it needs to know stands in the database, so
 * that it goes on after a crash, and in whichever instance is there.
 */
@Component
final class Rebuilds {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final int EVENTS_THAT_ARE_CLOSE = 1_000;
    private static final Duration BETWEEN_LOOKS_AT_REBUILDS = Duration.ofMillis(250);
    private static final Duration A_TRY = Duration.ofMillis(200);

    private final Life life;
    private final Positions positions;
    private final StoredEvents events;
    private final Comparer comparer;
    private final Map<Side, Pace> paces = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2,
            new AxonThreadFactory("Rebuilds"));

    private volatile boolean isInTrouble;

    Rebuilds(Life life, Positions positions, StoredEvents events, Comparer comparer) {
        this.life = life;
        this.positions = positions;
        this.events = events;
        this.comparer = comparer;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        repeat(life::follow, Life.BETWEEN_LOOKS);
        repeat(this::bringOn, BETWEEN_LOOKS_AT_REBUILDS);
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
            isInTrouble = false;
        } catch (RuntimeException e) {
            if (!isInTrouble) {
                LOG.warn("The rebuilds can't go on at the moment; they try again", e);
            }
            isInTrouble = true;
        }
    }

    private void bringOn() {
        try {
            for (var projection : life.projections().values()) {
                var state = life.state(projection);
                if (state.other() == Other.REPLAYING && !state.paused()) {
                    bringOn(projection, state);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void bringOn(Projection projection, State state) throws InterruptedException {
        var copy = state.shown().other();
        var reached = positions.of(copy.processor());
        var position = reached.position();
        paces.computeIfAbsent(copy, first -> new Pace()).at(position);
        // Not how far the store's end is: nobody's token moves over a last event that an upcaster drops.
        var shown = positions.of(state.shown().processor());
        if (shown.position() - position > EVENTS_THAT_ARE_CLOSE) {
            return;
        }
        var compared = state;
        if (state.comparison() == null) {
            if (!positions.hasSeenAll(copy.processor(), state.shown().processor())) {
                return;
            }
            var comparison = comparer.compare(projection, state.shown());
            tell(projection, comparison);
            compared = state.compared(comparison);
            if (!life.change(state, compared)) {
                return;
            }
        }
        if (swap(compared, A_TRY)) {
            paces.remove(copy);
        }
    }

    private static void tell(Projection projection, Comparison found) {
        if (found.isEqual()) {
            LOG.info("Projection {} is rebuilt: {} rows compared, all equal", projection.name(), found.compared());
        } else {
            LOG.warn("Projection {} is rebuilt: {} rows compared, {} differ, {} are gone, {} are new, such as {}",
                    projection.name(), found.compared(), found.different(), found.onlyInOld(), found.onlyInNew(),
                    found.examples());
        }
    }

    /** @return whether the side that is not shown has caught up in time, and is shown now */
    boolean swap(State state, Duration longest) throws InterruptedException {
        var giveUpAt = System.nanoTime() + longest.toNanos();
        do {
            if (life.swap(state)) {
                return true;
            }
            Thread.sleep(life.betweenSwaps());
        } while (System.nanoTime() < giveUpAt);
        return false;
    }

    Progress progress(Side copy) {
        return Progress.of(positions.of(copy.processor()).position(), events.head(),
                Optional.ofNullable(paces.get(copy)).map(Pace::eventsPerSecond).orElse(null), Instant.now());
    }
}
