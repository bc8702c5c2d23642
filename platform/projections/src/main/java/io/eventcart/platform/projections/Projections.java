package io.eventcart.platform.projections;

import io.eventcart.platform.eventstore.Causes;
import io.eventcart.platform.projections.ProjectionFaults.ProjectionNotFound;
import io.eventcart.platform.projections.ProjectionView.Previous;
import io.eventcart.platform.projections.ProjectionView.RunState;
import io.eventcart.platform.projections.RebuildState.SwitchedOver;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.eventcart.platform.sliceapi.UnknownEventType;
import io.eventcart.platform.storedevents.KnownEvents;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The projections and automations as an operator sees them. */
@Component
final class Projections {
    private final ProcessorSupervisor supervisor;
    private final Rebuilds rebuilds;
    private final Checkpoints checkpoints;
    private final StoredEvents events;
    private final KnownEvents known;
    private final DeadLetters letters;
    private final LocalProjections local;

    Projections(ProcessorSupervisor supervisor, Rebuilds rebuilds, Checkpoints checkpoints, StoredEvents events,
            KnownEvents known, DeadLetters letters, LocalProjections local) {
        this.supervisor = supervisor;
        this.rebuilds = rebuilds;
        this.checkpoints = checkpoints;
        this.events = events;
        this.known = known;
        this.letters = letters;
        this.local = local;
    }

    /** @return by name */
    List<ProjectionView> all() {
        var head = events.head();
        var kept = Stream.concat(supervisor.states().stream().map(state -> view(state, head)),
                supervisor.automations().stream().map(name -> automation(name, head)));
        return Stream.concat(kept, local.all(head))
                .sorted(Comparator.comparing(ProjectionView::name)).toList();
    }

    /** @throws ProjectionNotFound if none has that name */
    ProjectionView find(String name) {
        var head = events.head();
        return local.find(name, head).orElseGet(() -> supervisor.automations().contains(name)
                ? automation(name, head)
                : view(supervisor.state(name), head));
    }

    /** The status of each active copy in the database and of each automation, at this moment. Local projections serve no shopper. */
    List<ProjectionStatus> statuses() {
        var head = events.head();
        var copies = supervisor.states().stream().map(state -> status(state.projection(), state.active().processor(),
                state.isPaused(), head));
        return Stream.concat(copies, supervisor.automations().stream().map(name -> status(name, name, false, head)))
                .toList();
    }

    private ProjectionStatus status(String name, String processor, boolean isPaused, long head) {
        var position = checkpoints.of(processor).position();
        return new ProjectionStatus(name, processor, position, Math.max(0, head - position), isPaused,
                error(supervisor.processor(processor)));
    }

    private ProjectionView automation(String name, long head) {
        var status = status(name, name, false, head);
        return new ProjectionView(name, status.error() == null ? RunState.RUNNING : RunState.ERROR, false, null,
                status.position(), status.lag(), status.error(), 0, null, null, null);
    }

    private ProjectionView view(ProjectionState state, long head) {
        var active = status(state.projection(), state.active().processor(), state.isPaused(), head);
        var standby = state.standby();
        var isUnderWay = state.rebuild().isUnderWay();
        var error = Optional.ofNullable(active.error())
                .orElseGet(() -> isUnderWay ? error(supervisor.processor(standby)) : null);
        var previous = state.rebuild() instanceof SwitchedOver
                ? new Previous(standby.number(), state.since(), checkpoints.of(standby.processor()).position())
                : null;
        return new ProjectionView(state.projection(), runState(state, error), true, state.active().number(),
                active.position(), active.lag(), error, letters.count(active.processor()),
                isUnderWay ? rebuilds.progress(standby, head) : null, state.rebuild().comparison(), previous);
    }

    private static RunState runState(ProjectionState state, @Nullable String error) {
        if (state.isPaused()) {
            return RunState.PAUSED;
        }
        if (error != null) {
            return RunState.ERROR;
        }
        return state.rebuild().isUnderWay() ? RunState.REPLAYING : RunState.RUNNING;
    }

    private @Nullable String error(StreamingEventProcessor processor) {
        return processor.processingStatus().values().stream().filter(EventTrackerStatus::isErrorState)
                .map(EventTrackerStatus::getError).filter(Objects::nonNull).findFirst()
                .map(error -> Causes.of(error).getLast().toString())
                .orElseGet(() -> processor.isError() ? unreadable() : null);
    }

    private String unreadable() {
        return known.stop().map(UnknownEventType::getMessage)
                .orElse("It can't read the events. The log has the cause.");
    }
}
