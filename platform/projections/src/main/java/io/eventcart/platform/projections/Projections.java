package io.eventcart.platform.projections;

import io.eventcart.platform.eventstore.Causes;
import io.eventcart.platform.projections.ProjectionFaults.KeptIsBehind;
import io.eventcart.platform.projections.ProjectionFaults.NotRebuildable;
import io.eventcart.platform.projections.ProjectionFaults.NothingKept;
import io.eventcart.platform.projections.ProjectionFaults.ProjectionChanged;
import io.eventcart.platform.projections.ProjectionFaults.ProjectionNotFound;
import io.eventcart.platform.projections.ProjectionFaults.ProjectionPaused;
import io.eventcart.platform.projections.ProjectionFaults.ReplayUnderWay;
import io.eventcart.platform.projections.ProjectionState.Other;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.eventcart.platform.sliceapi.UnknownEventType;
import io.eventcart.platform.storedevents.KnownEvents;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an operator may ask of the projections. */
@Component
final class Projections {
    /** A processor that meets no event of its own stores its position every five seconds. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final ProcessorSupervisor supervisor;
    private final Rebuilds rebuilds;
    private final Checkpoints checkpoints;
    private final StoredEvents events;
    private final KnownEvents known;
    private final DeadLetters letters;

    Projections(ProcessorSupervisor supervisor, Rebuilds rebuilds, Checkpoints checkpoints, StoredEvents events,
            KnownEvents known,
            DeadLetters letters) {
        this.supervisor = supervisor;
        this.rebuilds = rebuilds;
        this.checkpoints = checkpoints;
        this.events = events;
        this.known = known;
        this.letters = letters;
    }

    List<ProjectionView> all() {
        return Stream.concat(supervisor.projections().keySet().stream(), automations()).sorted().map(this::find)
                .toList();
    }

    /** What readers see of each projection, and the processors that are no projections; copies that nobody reads are left out. */
    List<ProjectionStatus> statuses() {
        var head = events.head();
        var copies = supervisor.states().stream().map(state -> status(state.projection(), state.active().processor(),
                state.paused(), head));
        return Stream.concat(copies, automations().map(name -> status(name, name, false, head))).toList();
    }

    private ProjectionStatus status(String name, String processor, boolean isPaused, long head) {
        var position = checkpoints.of(processor).position();
        return new ProjectionStatus(name, processor, position, Math.max(0, head - position), isPaused,
                error(supervisor.processor(processor)));
    }

    /** Those that act on events and keep no rows. */
    private Stream<String> automations() {
        var copies = supervisor.projections().values().stream().flatMap(projection -> projection.copies().stream())
                .map(ProjectionCopy::processor).toList();
        return supervisor.processors().keySet().stream().filter(name -> !copies.contains(name));
    }

    ProjectionView find(String name) {
        var projection = supervisor.projections().get(name);
        return projection == null ? automation(name) : view(projection);
    }

    private ProjectionView automation(String name) {
        var processor = Optional.ofNullable(supervisor.processors().get(name))
                .filter(found -> supervisor.projections().values().stream()
                        .noneMatch(projection -> projection.copies().get(1).processor().equals(name)))
                .orElseThrow(() -> new ProjectionNotFound(name));
        var error = error((StreamingEventProcessor) processor);
        var position = checkpoints.of(name).position();
        return new ProjectionView(name, error == null ? ProjectionView.RunState.RUNNING : ProjectionView.RunState.ERROR,
                false,
                null, position, Math.max(0, events.head() - position), error, 0, null, null, null);
    }

    private ProjectionView view(Projection projection) {
        var state = supervisor.state(projection);
        var other = state.active().other();
        var isReplaying = state.other() == Other.REPLAYING;
        var error = Optional.ofNullable(error(supervisor.processor(state.active())))
                .orElseGet(() -> isReplaying ? error(supervisor.processor(other)) : null);
        var position = checkpoints.of(state.active().processor()).position();
        var kept = state.other() == Other.KEPT
                ? new ProjectionView.Kept(other.number(), state.since(), checkpoints.of(other.processor()).position())
                : null;
        return new ProjectionView(projection.name(), state(state, error), true, state.active().number(), position,
                Math.max(0, events.head() - position), error, letters.count(state.active().processor()),
                isReplaying ? rebuilds.progress(other) : null, state.comparison(), kept);
    }

    private static ProjectionView.RunState state(ProjectionState state, @Nullable String error) {
        if (state.paused()) {
            return ProjectionView.RunState.PAUSED;
        }
        if (error != null) {
            return ProjectionView.RunState.ERROR;
        }
        return state.other() == Other.REPLAYING ? ProjectionView.RunState.REPLAYING : ProjectionView.RunState.RUNNING;
    }

    private @Nullable String error(StreamingEventProcessor processor) {
        return processor.processingStatus().values().stream().filter(EventTrackerStatus::isErrorState)
                .map(EventTrackerStatus::getError).filter(Objects::nonNull).findFirst()
                .map(error -> Causes.of(error).getLast().toString())
                .orElseGet(() -> processor.isError() ? stop() : null);
    }

    private String stop() {
        return known.stop().map(UnknownEventType::getMessage).orElse("It can't read the events. The log tells more.");
    }

    void replay(String name) {
        var state = stateOf(name);
        if (state.other() == Other.REPLAYING) {
            throw new ReplayUnderWay(name);
        }
        if (state.paused()) {
            throw new ProjectionPaused(name);
        }
        if (!supervisor.replay(state)) {
            throw stateOf(name).other() == Other.REPLAYING ? new ReplayUnderWay(name) : new ProjectionChanged(name);
        }
    }

    void rollBack(String name) throws InterruptedException {
        var state = stateOf(name);
        if (state.other() == Other.REPLAYING) {
            throw new ReplayUnderWay(name);
        }
        if (state.other() == Other.EMPTY) {
            throw new NothingKept(name);
        }
        if (state.paused()) {
            throw new ProjectionPaused(name);
        }
        if (!rebuilds.switchOver(state, LONGEST_WAIT)) {
            throw new KeptIsBehind(name);
        }
    }

    /** Gives up what is kept, or the replay that is under way. */
    void discard(String name) {
        var state = stateOf(name);
        if (state.other() == Other.EMPTY) {
            throw new NothingKept(name);
        }
        if (!supervisor.discard(state)) {
            throw new ProjectionChanged(name);
        }
    }

    /** Does nothing a second time. */
    void pause(String name) {
        var state = stateOf(name);
        if (state.other() == Other.REPLAYING) {
            throw new ReplayUnderWay(name);
        }
        setPaused(state, true);
    }

    /** Does nothing a second time. */
    void resume(String name) {
        setPaused(stateOf(name), false);
    }

    private void setPaused(ProjectionState state, boolean paused) {
        if (state.paused() != paused && !supervisor.change(state, state.paused(paused))) {
            throw new ProjectionChanged(state.projection());
        }
    }

    private ProjectionState stateOf(String name) {
        var projection = supervisor.projections().get(name);
        if (projection == null) {
            throw new NotRebuildable(automation(name).name());
        }
        return supervisor.state(projection);
    }
}
