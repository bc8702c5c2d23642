package io.eventcart.app.projections;

import io.eventcart.app.messaging.Causes;
import io.eventcart.app.projections.ProjectionFaults.KeptIsBehind;
import io.eventcart.app.projections.ProjectionFaults.NotRebuildable;
import io.eventcart.app.projections.ProjectionFaults.NothingKept;
import io.eventcart.app.projections.ProjectionFaults.ProjectionChanged;
import io.eventcart.app.projections.ProjectionFaults.ProjectionNotFound;
import io.eventcart.app.projections.ProjectionFaults.ProjectionPaused;
import io.eventcart.app.projections.ProjectionFaults.ReplayUnderWay;
import io.eventcart.app.projections.State.Other;
import io.eventcart.app.storage.KnownEvents;
import io.eventcart.sharedkernel.StoredEvents;
import io.eventcart.sharedkernel.UnknownEventType;
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

    private final Life life;
    private final Rebuilds rebuilds;
    private final Positions positions;
    private final StoredEvents events;
    private final KnownEvents known;
    private final DeadLetters letters;

    Projections(Life life, Rebuilds rebuilds, Positions positions, StoredEvents events, KnownEvents known,
            DeadLetters letters) {
        this.life = life;
        this.rebuilds = rebuilds;
        this.positions = positions;
        this.events = events;
        this.known = known;
        this.letters = letters;
    }

    List<ProjectionView> all() {
        return Stream.concat(life.projections().keySet().stream(), automations()).sorted().map(this::find).toList();
    }

    /** What readers see of each projection, and the processors that are no projections; copies that nobody reads are left out. */
    List<Standing> standings() {
        var head = events.head();
        var copies = life.states().stream().map(state -> standing(state.projection(), state.shown().processor(),
                state.paused(), head));
        return Stream.concat(copies, automations().map(name -> standing(name, name, false, head))).toList();
    }

    private Standing standing(String name, String processor, boolean isPaused, long head) {
        var position = positions.of(processor).position();
        return new Standing(name, processor, position, Math.max(0, head - position), isPaused,
                error(life.processor(processor)));
    }

    /** Those that act on events and keep no rows. */
    private Stream<String> automations() {
        var copies = life.projections().values().stream().flatMap(projection -> projection.sides().stream())
                .map(Side::processor).toList();
        return life.processors().keySet().stream().filter(name -> !copies.contains(name));
    }

    ProjectionView find(String name) {
        var projection = life.projections().get(name);
        return projection == null ? automation(name) : view(projection);
    }

    private ProjectionView automation(String name) {
        var processor = Optional.ofNullable(life.processors().get(name))
                .filter(found -> life.projections().values().stream()
                        .noneMatch(projection -> projection.sides().get(1).processor().equals(name)))
                .orElseThrow(() -> new ProjectionNotFound(name));
        var error = error((StreamingEventProcessor) processor);
        var position = positions.of(name).position();
        return new ProjectionView(name, error == null ? ProjectionView.State.RUNNING : ProjectionView.State.ERROR,
                false,
                null, position, Math.max(0, events.head() - position), error, 0, null, null, null);
    }

    private ProjectionView view(Projection projection) {
        var state = life.state(projection);
        var other = state.shown().other();
        var isReplaying = state.other() == Other.REPLAYING;
        var error = Optional.ofNullable(error(life.processor(state.shown())))
                .orElseGet(() -> isReplaying ? error(life.processor(other)) : null);
        var position = positions.of(state.shown().processor()).position();
        var kept = state.other() == Other.KEPT
                ? new ProjectionView.Kept(other.number(), state.since(), positions.of(other.processor()).position())
                : null;
        return new ProjectionView(projection.name(), state(state, error), true, state.shown().number(), position,
                Math.max(0, events.head() - position), error, letters.count(state.shown().processor()),
                isReplaying ? rebuilds.progress(other) : null, state.comparison(), kept);
    }

    private static ProjectionView.State state(State state, @Nullable String error) {
        if (state.paused()) {
            return ProjectionView.State.PAUSED;
        }
        if (error != null) {
            return ProjectionView.State.ERROR;
        }
        return state.other() == Other.REPLAYING ? ProjectionView.State.REPLAYING : ProjectionView.State.RUNNING;
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
        if (!life.replay(state)) {
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
        if (!rebuilds.swap(state, LONGEST_WAIT)) {
            throw new KeptIsBehind(name);
        }
    }

    /** Gives up what is kept, or the replay that is under way. */
    void discard(String name) {
        var state = stateOf(name);
        if (state.other() == Other.EMPTY) {
            throw new NothingKept(name);
        }
        if (!life.discard(state)) {
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

    private void setPaused(State state, boolean paused) {
        if (state.paused() != paused && !life.change(state, state.paused(paused))) {
            throw new ProjectionChanged(state.projection());
        }
    }

    private State stateOf(String name) {
        var projection = life.projections().get(name);
        if (projection == null) {
            throw new NotRebuildable(automation(name).name());
        }
        return life.state(projection);
    }
}
