package io.eventcart.platform.projections;

import io.eventcart.platform.projections.ProjectionFaults.NotRebuildable;
import io.eventcart.platform.projections.ProjectionFaults.ProjectionNotFound;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Starts and stops this instance's event processors as the states of the projections in the database say. */
@Component
final class ProcessorSupervisor {
    /** Each instance looks this often for what another has changed. */
    static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Map<String, Projection> projections;
    private final ProjectionStates states;
    private final ProjectionCopies copies;
    private final ObjectProvider<EventProcessingConfiguration> processing;

    ProcessorSupervisor(ProjectionStates states, ProjectionCopies copies,
            ObjectProvider<EventProcessingConfiguration> processing) {
        this.projections = copies.projections();
        this.states = states;
        this.copies = copies;
        this.processing = processing;
        projections.keySet().forEach(states::addIfAbsent);
        states().forEach(copies::apply);
    }

    Map<String, Projection> projections() {
        return projections;
    }

    Projection projection(ProjectionState state) {
        return Objects.requireNonNull(projections.get(state.projection()));
    }

    /**
     * @throws NotRebuildable if the processor of that name is no projection's
     * @throws ProjectionNotFound if there is no such processor
     */
    ProjectionState state(String projection) {
        if (projections.containsKey(projection)) {
            return states.find(projection).orElseThrow();
        }
        throw automations().contains(projection)
                ? new NotRebuildable(projection)
                : new ProjectionNotFound(projection);
    }

    /** The processors that act on events and keep no rows. */
    Set<String> automations() {
        var copies = projections.values().stream().flatMap(projection -> projection.copies().stream())
                .map(ProjectionCopy::processor).toList();
        return processors().keySet().stream().filter(name -> !copies.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean isToRun(String processor) {
        return isAskedFor(processor, ProjectionState::isToRun);
    }

    /** @return false for a copy that is empty */
    boolean isInUse(String processor) {
        return isAskedFor(processor, ProjectionState::isInUse);
    }

    /** The processor of an automation always runs. */
    private boolean isAskedFor(String processor, BiPredicate<ProjectionState, ProjectionCopy> question) {
        return projections.values().stream().flatMap(projection -> projection.copies().stream())
                .filter(copy -> copy.processor().equals(processor)).findFirst()
                .map(copy -> question.test(copies.applied(copy.projection()).orElseThrow(), copy)).orElse(true);
    }

    /**
     * Applies what any instance has changed. A processor that Axon's dashboard has stopped here stays stopped. One thread at a time:
     * a late one must not undo what a newer state asked for.
     */
    synchronized void follow() {
        states().forEach(this::apply);
    }

    /** Without those of projections that this version of the app no longer has. */
    List<ProjectionState> states() {
        return states.all().stream().filter(state -> projections.containsKey(state.projection())).toList();
    }

    private void apply(ProjectionState state) {
        var before = copies.applied(state.projection()).orElseThrow();
        copies.apply(state);
        for (var copy : projection(state).copies()) {
            if (state.isToRun(copy) != before.isToRun(copy)) {
                if (state.isToRun(copy)) {
                    processor(copy).start();
                } else {
                    processor(copy).shutDown();
                }
            }
        }
    }

    StreamingEventProcessor processor(ProjectionCopy copy) {
        return processor(copy.processor());
    }

    StreamingEventProcessor processor(String name) {
        return (StreamingEventProcessor) Objects.requireNonNull(processors().get(name));
    }

    Map<String, EventProcessor> processors() {
        return processing.getObject().eventProcessors();
    }
}
