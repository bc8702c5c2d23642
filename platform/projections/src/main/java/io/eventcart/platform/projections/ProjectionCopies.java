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

/** Tells which copy of a projection a caller uses: an event handler that of its event processor, every other caller the active one. */
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

    /** @return all of them, by name */
    Map<String, Projection> projections() {
        return projections;
    }

    /** @return null if the processor is no projection's */
    @Nullable
    Projection projectionOf(String processor) {
        var copy = byProcessor.get(processor);
        return copy == null ? null : projections.get(copy.projection());
    }

    /** Has every event handler of that processor write to its own copy; null if the processor has none. */
    @Nullable
    MessageHandlerInterceptor<EventMessage<?>> interceptorOf(String processor) {
        var copy = byProcessor.get(processor);
        return copy == null ? null : (unitOfWork, chain) -> {
            unitOfWork.root().resources().put(COPY, copy);
            return chain.proceed();
        };
    }

    /**
     * Readers see what the state says, from its {@code since} on; then its deferred updates are published. A state that was read before
     * a switch-over and comes after it changes nothing.
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

    /** Not later than that: the checkpoints are locked, so no newer update can overtake these. */
    private static void publishAt(Instant moment, DeferredUpdates updates) {
        var millis = Duration.between(Instant.now(), moment).toMillis();
        if (millis <= 0) {
            updates.publish();
        } else {
            CompletableFuture.delayedExecutor(millis + 1, TimeUnit.MILLISECONDS, Runnable::run)
                    .execute(updates::publish);
        }
    }

    /** A switch-over has failed at its commit. */
    void revertTo(ProjectionState state) {
        states.put(state.projection(), state);
    }

    Optional<ProjectionState> applied(String projection) {
        return Optional.ofNullable(states.get(projection));
    }

    @Override
    public String name(String table) {
        var copy = handling();
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
        var copy = handling();
        if (copy == null) {
            update.run();
        } else {
            updates(CurrentUnitOfWork.get().root(), copy).add(update);
        }
    }

    /** One callback a batch: Axon calls those of a batch's events in the reverse order. */
    private List<Runnable> updates(UnitOfWork<?> batch, ProjectionCopy copy) {
        return batch.getOrComputeResource(UPDATES, key -> {
            var updates = new ArrayList<Runnable>();
            batch.afterCommit(committed -> updates.forEach(update -> publish(copy, update)));
            return updates;
        });
    }

    /** The active copy defers its updates, too: those that a switch-over is about to publish come first. */
    private void publish(ProjectionCopy copy, Runnable update) {
        deferred(copy).add(update);
        if (copy.equals(active(copy.projection()))) {
            deferred(copy).publish();
        }
    }

    @Override
    public boolean isRebuilding(String table) {
        var copy = handling();
        var state = states.get(nameOf(table));
        return copy != null && state != null && !copy.equals(state.active())
                && state.rebuild().isUnderWay();
    }

    /** H2 has no such clause, and needs none: from its UPDATE on, a transaction is the only one that writes. See docs/adr/0003. */
    @Override
    public String ifAbsent() {
        return isOnPostgres ? " ON CONFLICT DO NOTHING" : "";
    }

    private static @Nullable ProjectionCopy handling() {
        return CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().root().getResource(COPY) : null;
    }

    /** @return the processor on whose behalf a projection's handler runs; empty elsewhere */
    static String handlingProcessor() {
        var copy = handling();
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

    /** Until the database has been asked, the first; until the moment of a switch-over, the one before. */
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
