package io.eventcart.platform.projections;

import io.eventcart.platform.projections.ProjectionFaults.NothingInStandby;
import io.eventcart.platform.projections.ProjectionFaults.ProjectionChanged;
import io.eventcart.platform.projections.ProjectionFaults.ProjectionPaused;
import io.eventcart.platform.projections.ProjectionFaults.RebuildUnderWay;
import io.eventcart.platform.projections.ProjectionFaults.StandbyBehind;
import io.eventcart.platform.projections.RebuildState.Compared;
import io.eventcart.platform.projections.RebuildState.Idle;
import io.eventcart.platform.projections.RebuildState.Replaying;
import io.eventcart.platform.projections.RebuildState.SwitchedOver;
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
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rebuilds projections: the standby copy is made anew beside the active one that serves, and then takes its place.
 *
 * <pre>
 *              start               compare              switch over
 *   Idle ----------------> Replaying ------> Compared ----------------> SwitchedOver --+
 *    ^                         |                |                        |  |     ^    | switch back
 *    +------- discard ---------+----------------+------------------------+  |     +----+
 *                                                            start: Replaying
 * </pre>
 *
 * <p>The state is one row of the table {@code projection}. Each transition changes the row only if it still is as the transition expects,
 * so of several instances one takes it. All that a transition needs to know is in the database, so any instance goes on after a crash.
 */
@Component
final class Rebuilds {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final int EVENTS_THAT_ARE_CLOSE = 1_000;
    private static final Duration LONGEST_TRY = Duration.ofMillis(200);
    /** A processor that meets no event of its own stores its checkpoint every five seconds. */
    private static final Duration LONGEST_WAIT_TO_SWITCH_BACK = Duration.ofSeconds(10);

    private final ProcessorSupervisor supervisor;
    private final ProjectionStates states;
    private final StandbyCopy standbyCopy;
    private final Checkpoints checkpoints;
    private final CopyComparer comparer;
    private final SwitchOver switchOver;
    private final TransactionTemplate transaction;
    private final Map<ProjectionCopy, ReplayRate> rates = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2,
            new AxonThreadFactory("Rebuilds"));

    private volatile boolean hasFailed;

    Rebuilds(ProcessorSupervisor supervisor, ProjectionStates states, StandbyCopy standbyCopy, Checkpoints checkpoints,
            CopyComparer comparer, SwitchOver switchOver, TransactionTemplate transaction) {
        this.supervisor = supervisor;
        this.states = states;
        this.standbyCopy = standbyCopy;
        this.checkpoints = checkpoints;
        this.comparer = comparer;
        this.switchOver = switchOver;
        this.transaction = transaction;
    }

    /** Idle or SwitchedOver to Replaying: an operator asks for it. */
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
        var isBegun = Optional.ofNullable(transaction.execute(status -> {
            var isOurs = states.change(idle.get(), replaying);
            if (isOurs) {
                standbyCopy.replay(supervisor.projection(state), replaying.standby());
            }
            return isOurs;
        })).orElse(false);
        supervisor.follow();
        return isBegun;
    }

    @EventListener(ApplicationReadyEvent.class)
    void advanceFromNowOn() {
        repeat(supervisor::follow, ProcessorSupervisor.BETWEEN_LOOKS);
        repeat(this::advanceAll, BETWEEN_LOOKS);
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

    /** Replaying to Compared: the standby copy has seen all events that the active one has. */
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

    /** Compared to SwitchedOver: readers see the rebuilt copy from now on. */
    private void switchOverOnceCaughtUp(ProjectionState state) throws InterruptedException {
        if (isClose(state) && switchOver.within(LONGEST_TRY, state)) {
            rates.remove(state.standby());
        }
    }

    /** Not how far the store's end is: nobody's checkpoint moves over a last event that an upcaster drops. */
    private boolean isClose(ProjectionState state) {
        var position = checkpoints.of(state.standby().processor()).position();
        rates.computeIfAbsent(state.standby(), first -> new ReplayRate()).at(position);
        return checkpoints.of(state.active().processor()).position() - position <= EVENTS_THAT_ARE_CLOSE;
    }

    private static void log(String projection, CopyComparison found) {
        if (found.isEqual()) {
            LOG.info("Projection {} is rebuilt: {} rows compared, all equal", projection, found.compared());
        } else {
            LOG.warn("Projection {} is rebuilt: {} rows compared, {} differ, {} are gone, {} are new, such as {}",
                    projection, found.compared(), found.different(), found.onlyInOld(), found.onlyInNew(),
                    found.examples());
        }
    }

    /** SwitchedOver to SwitchedOver, the other way around: an operator asks for it. */
    void switchBack(String name) throws InterruptedException {
        var state = supervisor.state(name);
        switch (state.rebuild()) {
            case Replaying _,Compared _ -> throw new RebuildUnderWay(name);
            case Idle _ -> throw new NothingInStandby(name);
            case SwitchedOver _ -> requireNotPaused(state);
        }
        if (!switchOver.within(LONGEST_WAIT_TO_SWITCH_BACK, state)) {
            throw new StandbyBehind(name);
        }
    }

    /** Anything else to Idle: an operator gives up a rebuild that is under way, or the copy before the last one. */
    void discard(String name) {
        var state = supervisor.state(name);
        if (state.rebuild() instanceof Idle) {
            throw new NothingInStandby(name);
        }
        if (toIdle(state).isEmpty()) {
            throw changed(state);
        }
    }

    /** @return empty if somebody else was quicker */
    private Optional<ProjectionState> toIdle(ProjectionState state) {
        var idle = state.with(new Idle(state.rebuild().comparison()), Instant.now());
        if (!change(state, idle)) {
            return Optional.empty();
        }
        standbyCopy.empty(supervisor.projection(state), state.standby());
        return Optional.of(idle);
    }

    /** Both copies stand still until they are resumed. Does nothing a second time. */
    void pause(String name) {
        var state = supervisor.state(name);
        if (state.rebuild().isUnderWay()) {
            throw new RebuildUnderWay(name);
        }
        setPaused(state, true);
    }

    /** Does nothing a second time. */
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

    /** @return whether it was still {@code from} */
    private boolean change(ProjectionState from, ProjectionState to) {
        var isChanged = states.change(from, to);
        supervisor.follow();
        return isChanged;
    }

    RebuildProgress progress(ProjectionCopy copy, long head) {
        return RebuildProgress.of(checkpoints.of(copy.processor()).position(), head,
                Optional.ofNullable(rates.get(copy)).map(ReplayRate::eventsPerSecond).orElse(null), Instant.now());
    }

    private void repeat(Runnable task, Duration pause) {
        var _ = threads.scheduleWithFixedDelay(() -> run(task), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
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

    @PreDestroy
    void end() {
        threads.shutdownNow();
    }
}
