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

/** Starts and stops this instance's event processors according to the projections' states in the database. */
@Component
final class ProcessorSupervisor {
    /** Each instance reads the states this often. */
    static final Duration POLL_INTERVAL = Duration.ofMillis(100);

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
     * @throws NotRebuildable if the processor of that name is an automation's
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

    boolean shouldRun(String processor) {
        return test(processor, ProjectionState::shouldRun);
    }

    /** @return false for a copy that is empty */
    boolean isInUse(String processor) {
        return test(processor, ProjectionState::isInUse);
    }

    /** True for an automation, whose processor always runs. */
    private boolean test(String processor, BiPredicate<ProjectionState, ProjectionCopy> condition) {
        return projections.values().stream().flatMap(projection -> projection.copies().stream())
                .filter(copy -> copy.processor().equals(processor)).findFirst()
                .map(copy -> condition.test(copies.applied(copy.projection()).orElseThrow(), copy)).orElse(true);
    }

    /**
     * Applies the changes of all instances. A processor that Axon's dashboard has stopped stays stopped. Synchronized, so that a
     * thread with an older state does not undo a newer one.
     */
    synchronized void follow() {
        states().forEach(this::apply);
    }

    /** Leaves out projections that this version of the app no longer has. */
    List<ProjectionState> states() {
        return states.all().stream().filter(state -> projections.containsKey(state.projection())).toList();
    }

    private void apply(ProjectionState state) {
        var before = copies.applied(state.projection()).orElseThrow();
        copies.apply(state);
        for (var copy : projection(state).copies()) {
            if (state.shouldRun(copy) != before.shouldRun(copy)) {
                if (state.shouldRun(copy)) {
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
