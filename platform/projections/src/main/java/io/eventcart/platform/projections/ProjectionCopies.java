package io.eventcart.platform.projections;

import io.eventcart.platform.sliceapi.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Chooses the copy of a projection for each caller: an event handler uses the copy of its event processor, all others the active copy. */
@Component
final class ProjectionCopies implements Tables {
    private static final String COPY = ProjectionCopies.class.getName();
    private static final String UPDATES = ProjectionCopies.class.getName() + ".updates";

    private final Map<String, Projection> projections;
    private final Map<String, Projection> byTable = new HashMap<>();
    private final Map<String, ProjectionCopy> byProcessor = new HashMap<>();
    private final Map<String, ProjectionState> states = new ConcurrentHashMap<>();
    private final Map<ProjectionCopy, DeferredUpdates> deferred = new ConcurrentHashMap<>();
    private final boolean isOnPostgres;

    @Autowired
    ProjectionCopies(ListableBeanFactory beans, Environment environment) {
        this(Projection.all(beans), environment.matchesProfiles("postgres"));
    }

    /** @param projections by name */
    ProjectionCopies(Map<String, Projection> projections, boolean isOnPostgres) {
        this.projections = projections;
        this.isOnPostgres = isOnPostgres;
        projections.values().forEach(projection -> {
            projection.tables().forEach(table -> byTable.put(table, projection));
            projection.copies().forEach(copy -> {
                byProcessor.put(copy.processor(), copy);
                deferred.put(copy, new DeferredUpdates());
            });
        });
    }

    /** @return all projections, by name */
    Map<String, Projection> projections() {
        return projections;
    }

    /** @return null if the processor belongs to no projection */
    @Nullable
    Projection projectionOf(String processor) {
        var copy = byProcessor.get(processor);
        return copy == null ? null : projections.get(copy.projection());
    }

    /** @return an interceptor that makes the processor's event handlers write to its copy; null if it belongs to no projection */
    @Nullable
    MessageHandlerInterceptor<EventMessage<?>> interceptorOf(String processor) {
        var copy = byProcessor.get(processor);
        return copy == null ? null : (unitOfWork, chain) -> {
            unitOfWork.root().resources().put(COPY, copy);
            return chain.proceed();
        };
    }

    /**
     * Readers see the active copy of the state from its {@code since} on. Then the copy's deferred updates are published. A
     * state that was read before a switch-over and arrives after it has no effect.
     */
    void apply(ProjectionState state) {
        var before = Objects.requireNonNullElse(states.get(state.projection()), state);
        if (before.active().equals(state.active())) {
            states.put(state.projection(), state);
        } else if (!state.since().isBefore(before.since())) {
            states.put(state.projection(), state);
            publishAt(state.since(), deferred(state.active()));
        }
    }

    /** The checkpoints are locked until then, so no newer update can overtake these. */
    private static void publishAt(Instant moment, DeferredUpdates updates) {
        var millis = Duration.between(Instant.now(), moment).toMillis();
        if (millis <= 0) {
            updates.publish();
        } else {
            CompletableFuture.delayedExecutor(millis + 1, TimeUnit.MILLISECONDS, Runnable::run)
                    .execute(updates::publish);
        }
    }

    /** Restores a state after the commit of a switch-over has failed. */
    void revertTo(ProjectionState state) {
        states.put(state.projection(), state);
    }

    Optional<ProjectionState> applied(String projection) {
        return Optional.ofNullable(states.get(projection));
    }

    @Override
    public String name(String table) {
        var copy = currentCopy();
        var projection = nameOf(table);
        return (copy != null && copy.projection().equals(projection) ? copy : active(projection)).table(table);
    }

    @Override
    public List<String> all(String table) {
        return List.of(new ProjectionCopy("", ProjectionCopy.FIRST).table(table),
                new ProjectionCopy("", ProjectionCopy.SECOND).table(table));
    }

    @Override
    public void publishOnceActive(String table, Runnable update) {
        var copy = currentCopy();
        if (copy == null) {
            update.run();
        } else {
            updates(CurrentUnitOfWork.get().root(), copy).add(update);
        }
    }

    /** One callback for each batch: Axon calls the callbacks of a batch's events in reverse order. */
    private List<Runnable> updates(UnitOfWork<?> batch, ProjectionCopy copy) {
        return batch.getOrComputeResource(UPDATES, key -> {
            var updates = new ArrayList<Runnable>();
            batch.afterCommit(committed -> updates.forEach(update -> publish(copy, update)));
            return updates;
        });
    }

    /** The active copy defers its updates, too, so that they come after those that a switch-over is publishing. */
    private void publish(ProjectionCopy copy, Runnable update) {
        deferred(copy).add(update);
        if (copy.equals(active(copy.projection()))) {
            deferred(copy).publish();
        }
    }

    @Override
    public boolean isRebuilding(String table) {
        var copy = currentCopy();
        var state = states.get(nameOf(table));
        return copy != null && state != null && !copy.equals(state.active())
                && state.rebuild().isUnderWay();
    }

    /** H2 has no such clause and needs none: after its UPDATE, a transaction is the only writer. See docs/adr/0003. */
    @Override
    public String ifAbsent() {
        return isOnPostgres ? " ON CONFLICT DO NOTHING" : "";
    }

    private static @Nullable ProjectionCopy currentCopy() {
        return CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().root().getResource(COPY) : null;
    }

    /** @return the processor of the projection's handler that this thread runs; empty outside of one */
    static String currentProcessor() {
        var copy = currentCopy();
        return copy == null ? "" : copy.processor();
    }

    private String nameOf(String table) {
        var projection = byTable.get(table);
        if (projection == null) {
            throw new IllegalArgumentException(
                    "no projection keeps its rows in " + table + ": name the table in its @KeptIn");
        }
        return projection.name();
    }

    /** Before the first query of the database, copy 1. Before the moment of a switch-over, the previous copy. */
    private ProjectionCopy active(String projection) {
        var state = states.get(projection);
        if (state == null) {
            return new ProjectionCopy(projection, ProjectionCopy.FIRST);
        }
        var isBeforeSwitchOver = state.rebuild() instanceof RebuildState.SwitchedOver
                && Instant.now().isBefore(state.since());
        return isBeforeSwitchOver ? state.standby() : state.active();
    }

    private DeferredUpdates deferred(ProjectionCopy copy) {
        return Objects.requireNonNull(deferred.get(copy));
    }
}
