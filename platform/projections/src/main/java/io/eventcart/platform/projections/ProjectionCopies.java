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

/** Which copy of a projection a caller uses: an event handler that of its event processor, everybody else the active one. */
@Component
final class ProjectionCopies implements Tables {
    private static final String SIDE = ProjectionCopies.class.getName();
    private static final String UPDATES = ProjectionCopies.class.getName() + ".updates";

    private final Map<String, Projection> projections;
    private final Map<String, Projection> byTable = new HashMap<>();
    private final Map<String, ProjectionCopy> byProcessor = new HashMap<>();
    private final Map<String, ProjectionState> states = new ConcurrentHashMap<>();
    private final Map<ProjectionCopy, DeferredUpdates> update = new ConcurrentHashMap<>();
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
            projection.copies().forEach(side -> {
                byProcessor.put(side.processor(), side);
                update.put(side, new DeferredUpdates());
            });
        });
    }

    /** @return all of them, by name */
    Map<String, Projection> projections() {
        return projections;
    }

    /** Has every event handler of that processor write to its own copy; null if the processor has none. */
    @Nullable
    MessageHandlerInterceptor<EventMessage<?>> interceptorOf(String processor) {
        var side = byProcessor.get(processor);
        return side == null ? null : (unitOfWork, chain) -> {
            unitOfWork.root().resources().put(SIDE, side);
            return chain.proceed();
        };
    }

    /**
     * Readers see what the state says, from its {@code since} on, and what they have not been told of it they are told then. A state
     * that was read before a switch-over and comes after it is no news.
     */
    void know(ProjectionState state) {
        var before = Objects.requireNonNullElse(states.get(state.projection()), state);
        if (before.active().equals(state.active())) {
            states.put(state.projection(), state);
        } else if (!state.since().isBefore(before.since())) {
            states.put(state.projection(), state);
            tellAt(state.since(), newsOf(state.active()));
        }
    }

    /** Not later than that: the tokens are held, so no newer news can overtake these. */
    private static void tellAt(Instant moment, DeferredUpdates update) {
        var millis = Duration.between(Instant.now(), moment).toMillis();
        if (millis <= 0) {
            update.tell();
        } else {
            CompletableFuture.delayedExecutor(millis + 1, TimeUnit.MILLISECONDS, Runnable::run).execute(update::tell);
        }
    }

    /** A switch-over has failed at its commit. */
    void takeBack(ProjectionState state) {
        states.put(state.projection(), state);
    }

    Optional<ProjectionState> known(String projection) {
        return Optional.ofNullable(states.get(projection));
    }

    @Override
    public String name(String table) {
        var side = handling();
        var projection = projectionOf(table);
        return (side != null && side.projection().equals(projection) ? side : active(projection)).table(table);
    }

    @Override
    public List<String> all(String table) {
        return List.of(new ProjectionCopy("", ProjectionCopy.FIRST).table(table),
                new ProjectionCopy("", ProjectionCopy.SECOND).table(table));
    }

    @Override
    public void onceShown(String table, Runnable update) {
        var side = handling();
        if (side == null) {
            update.run();
        } else {
            updates(CurrentUnitOfWork.get().root(), side).add(update);
        }
    }

    /** One callback a batch: Axon calls those of a batch's events in the reverse order. */
    private List<Runnable> updates(UnitOfWork<?> batch, ProjectionCopy side) {
        return batch.getOrComputeResource(UPDATES, key -> {
            var updates = new ArrayList<Runnable>();
            batch.afterCommit(committed -> updates.forEach(update -> tell(side, update)));
            return updates;
        });
    }

    /** By way of the news also when the copy is shown: what a switch-over is about to tell comes first. */
    private void tell(ProjectionCopy side, Runnable update) {
        newsOf(side).add(update);
        if (side.equals(active(side.projection()))) {
            newsOf(side).tell();
        }
    }

    @Override
    public boolean areRebuilt(String table) {
        var side = handling();
        var state = states.get(projectionOf(table));
        return side != null && state != null && !side.equals(state.active())
                && state.other() == ProjectionState.Other.REPLAYING;
    }

    /** H2 has no such clause, and needs none: from its UPDATE on, a transaction is the only one that writes. See docs/adr/0003. */
    @Override
    public String ifAbsent() {
        return isOnPostgres ? " ON CONFLICT DO NOTHING" : "";
    }

    private static @Nullable ProjectionCopy handling() {
        return CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().root().getResource(SIDE) : null;
    }

    /** @return the processor on whose behalf a projection's handler runs; empty elsewhere */
    static String handlingProcessor() {
        var side = handling();
        return side == null ? "" : side.processor();
    }

    private String projectionOf(String table) {
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
        var isBeforeSwap = state.other() == ProjectionState.Other.KEPT && Instant.now().isBefore(state.since());
        return isBeforeSwap ? state.active().other() : state.active();
    }

    private DeferredUpdates newsOf(ProjectionCopy side) {
        return Objects.requireNonNull(update.get(side));
    }
}
