package io.eventcart.platform.projections;

import io.eventcart.platform.projections.ProjectionFaults.ProjectionChanged;
import io.eventcart.platform.projections.ProjectionFaults.ProjectionPaused;
import io.eventcart.platform.projections.ProjectionFaults.RebuildUnderWay;
import io.eventcart.platform.projections.ProjectionFaults.StandbyCopyBehind;
import io.eventcart.platform.projections.ProjectionFaults.StandbyCopyEmpty;
import io.eventcart.platform.projections.RebuildState.Compared;
import io.eventcart.platform.projections.RebuildState.Idle;
import io.eventcart.platform.projections.RebuildState.Replaying;
import io.eventcart.platform.projections.RebuildState.SwitchedOver;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rebuilds projections: replays all events into the standby copy, while readers see the active one, and then switches over; see
 * docs/adr/0043.
 *
 * <pre>
 *              start               compare              switch over
 *   Idle ----------------> Replaying ------> Compared ----------------> SwitchedOver --+
 *    ^                         |                |                        |  |     ^    | switch back
 *    +------- discard ---------+----------------+------------------------+  |     +----+
 *                                                            start: Replaying
 * </pre>
 *
 * <p>The state is one row of the table {@code projection}. Each transition is one conditional update of that row, so one of
 * several instances takes it. All data of a rebuild is in the database, so any instance continues it after a crash.
 */
@Component
final class Rebuilds {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final int CLOSE_EVENTS = 1_000;
    private static final Duration SWITCH_OVER_PATIENCE = Duration.ofMillis(200);
    /** A processor without events of its own segments stores its checkpoint every five seconds. */
    private static final Duration SWITCH_BACK_PATIENCE = Duration.ofSeconds(10);

    private final ProcessorSupervisor supervisor;
    private final ProjectionStates states;
    private final StandbyCopy standbyCopy;
    private final Checkpoints checkpoints;
    private final CopyComparer comparer;
    private final SwitchOver switchOver;
    private final TransactionTemplate transaction;
    private final Map<ProjectionCopy, ReplayRate> rates = new ConcurrentHashMap<>();
    private final RepeatedTasks tasks;

    Rebuilds(ProcessorSupervisor supervisor, ProjectionStates states, StandbyCopy standbyCopy, Checkpoints checkpoints,
            CopyComparer comparer, SwitchOver switchOver, TransactionTemplate transaction,
            RepeatedTasks tasks) {
        this.supervisor = supervisor;
        this.states = states;
        this.standbyCopy = standbyCopy;
        this.checkpoints = checkpoints;
        this.comparer = comparer;
        this.switchOver = switchOver;
        this.transaction = transaction;
        this.tasks = tasks;
    }

    /** Idle or SwitchedOver to Replaying, on an operator's call. */
    void start(String name) {
        var state = supervisor.state(name);
        if (state.rebuild().isUnderWay()) {
            throw new RebuildUnderWay(name);
        }
        requireNotPaused(state);
        if (!emptyAndReplay(state)) {
            throw supervisor.state(name).rebuild().isUnderWay() ? new RebuildUnderWay(name) : changed(state);
        }
    }

    private boolean emptyAndReplay(ProjectionState state) {
        var idle = toIdle(state);
        if (idle.isEmpty()) {
            return false;
        }
        var replaying = idle.get().with(new Replaying(), Instant.now());
        var isStarted = Optional.ofNullable(transaction.execute(status -> {
            var isChanged = states.change(idle.get(), replaying);
            if (isChanged) {
                standbyCopy.replay(supervisor.projection(state), replaying.standby());
            }
            return isChanged;
        })).orElse(false);
        supervisor.follow();
        return isStarted;
    }

    @EventListener(ApplicationReadyEvent.class)
    void startAdvancing() {
        tasks.repeat(supervisor::follow, ProcessorSupervisor.POLL_INTERVAL);
        tasks.repeat(this::advanceAll, POLL_INTERVAL);
    }

    private void advanceAll() {
        try {
            for (var state : supervisor.states()) {
                if (!state.isPaused()) {
                    advance(state);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void advance(ProjectionState state) throws InterruptedException {
        switch (state.rebuild()) {
            case Replaying _ -> compareOnceCaughtUp(state);
            case Compared _ -> switchOverOnceCaughtUp(state);
            case Idle _,SwitchedOver _ -> {
            }
        }
    }

    /** Replaying to Compared, once the standby copy has seen all events that the active one has seen. */
    private void compareOnceCaughtUp(ProjectionState state) throws InterruptedException {
        if (!isClose(state)
                || !checkpoints.hasSeenAll(state.standby().processor(), state.active().processor())) {
            return;
        }
        var comparison = comparer.compare(supervisor.projection(state), state.active());
        log(state.projection(), comparison);
        var compared = state.with(new Compared(comparison));
        if (change(state, compared)) {
            switchOverOnceCaughtUp(compared);
        }
    }

    /** Compared to SwitchedOver: the rebuilt copy becomes the active one. */
    private void switchOverOnceCaughtUp(ProjectionState state) throws InterruptedException {
        if (isClose(state) && switchOver.tryFor(SWITCH_OVER_PATIENCE, state)) {
            rates.remove(state.standby());
        }
    }

    /** Compares with the active copy, not with the store's head: no checkpoint passes a last event that an upcaster drops. */
    private boolean isClose(ProjectionState state) {
        var position = checkpoints.of(state.standby().processor()).position();
        rates.computeIfAbsent(state.standby(), first -> new ReplayRate()).add(position);
        return checkpoints.of(state.active().processor()).position() - position <= CLOSE_EVENTS;
    }

    private static void log(String projection, CopyComparison found) {
        if (found.isEqual()) {
            LOG.info("Projection {} is rebuilt: {} rows compared, all equal", projection, found.compared());
        } else {
            LOG.warn(
                    "Projection {} is rebuilt: {} rows compared, {} differ, {} only in the old copy, {} only in the new copy, such as {}",
                    projection, found.compared(), found.different(), found.onlyInOld(), found.onlyInNew(),
                    found.examples());
        }
    }

    /** SwitchedOver to SwitchedOver with the copies exchanged, on an operator's call. */
    void switchBack(String name) throws InterruptedException {
        var state = supervisor.state(name);
        switch (state.rebuild()) {
            case Replaying _,Compared _ -> throw new RebuildUnderWay(name);
            case Idle _ -> throw new StandbyCopyEmpty(name);
            case SwitchedOver _ -> requireNotPaused(state);
        }
        if (!switchOver.tryFor(SWITCH_BACK_PATIENCE, state)) {
            throw new StandbyCopyBehind(name);
        }
    }

    /** Any other state to Idle: an operator cancels a rebuild that is under way, or deletes the previous copy. */
    void discard(String name) {
        var state = supervisor.state(name);
        if (state.rebuild() instanceof Idle) {
            throw new StandbyCopyEmpty(name);
        }
        if (toIdle(state).isEmpty()) {
            throw changed(state);
        }
    }

    /** @return empty if another call was faster */
    private Optional<ProjectionState> toIdle(ProjectionState state) {
        var idle = state.with(new Idle(state.rebuild().comparison()), Instant.now());
        if (!change(state, idle)) {
            return Optional.empty();
        }
        standbyCopy.empty(supervisor.projection(state), state.standby());
        return Optional.of(idle);
    }

    /** Stops both copies until they are resumed. Idempotent. */
    void pause(String name) {
        var state = supervisor.state(name);
        if (state.rebuild().isUnderWay()) {
            throw new RebuildUnderWay(name);
        }
        setPaused(state, true);
    }

    /** Idempotent. */
    void resume(String name) {
        setPaused(supervisor.state(name), false);
    }

    private void setPaused(ProjectionState state, boolean isPaused) {
        if (state.isPaused() != isPaused && !change(state, state.paused(isPaused))) {
            throw changed(state);
        }
    }

    private static void requireNotPaused(ProjectionState state) {
        if (state.isPaused()) {
            throw new ProjectionPaused(state.projection());
        }
    }

    private static ProjectionChanged changed(ProjectionState state) {
        return new ProjectionChanged(state.projection());
    }

    /** @return whether the state was still {@code from} */
    private boolean change(ProjectionState from, ProjectionState to) {
        var isChanged = states.change(from, to);
        supervisor.follow();
        return isChanged;
    }

    RebuildProgress progress(ProjectionCopy copy, long head) {
        return RebuildProgress.of(checkpoints.of(copy.processor()).position(), head,
                Optional.ofNullable(rates.get(copy)).map(ReplayRate::eventsPerSecond).orElse(null), Instant.now());
    }
}
