package io.eventcart.app.projections;

import io.eventcart.sharedkernel.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.CompletableFuture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Which side is whose: that of its event processor for whoever handles an event, and the one that is shown for all others. */
@Component
final class Sides implements Tables {
    private static final String SIDE = Sides.class.getName();
    private static final String UPDATES = Sides.class.getName() + ".updates";

    private final Map<String, Projection> projections;
    private final Map<String, Projection> byTable = new HashMap<>();
    private final Map<String, Side> byProcessor = new HashMap<>();
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final Map<Side, News> news = new ConcurrentHashMap<>();
    private final boolean isOnPostgres;

    @Autowired
    Sides(ListableBeanFactory beans, Environment environment) {
        this(Projection.all(beans), environment.matchesProfiles("postgres"));
    }

    /** @param projections by name */
    Sides(Map<String, Projection> projections, boolean isOnPostgres) {
        this.projections = projections;
        this.isOnPostgres = isOnPostgres;
        projections.values().forEach(projection -> {
            projection.tables().forEach(table -> byTable.put(table, projection));
            projection.sides().forEach(side -> {
                byProcessor.put(side.processor(), side);
                news.put(side, new News());
            });
        });
    }

    /** @return all of them, by name */
    Map<String, Projection> projections() {
        return projections;
    }

    /** Has every event handler of that processor write to its own side; null if the processor has none. */
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
     * that was read before a swap and comes after it is no news.
     */
    void know(State state) {
        var before = Objects.requireNonNullElse(states.get(state.projection()), state);
        if (before.shown().equals(state.shown())) {
            states.put(state.projection(), state);
        } else if (!state.since().isBefore(before.since())) {
            states.put(state.projection(), state);
            tellAt(state.since(), newsOf(state.shown()));
        }
    }

    /** Not later than that: the tokens are held, so no newer news can overtake these. */
    private static void tellAt(Instant moment, News news) {
        var millis = Duration.between(Instant.now(), moment).toMillis();
        if (millis <= 0) {
            news.tell();
        } else {
            CompletableFuture.delayedExecutor(millis + 1, TimeUnit.MILLISECONDS, Runnable::run).execute(news::tell);
        }
    }

    /** A swap has failed at its commit. */
    void takeBack(State state) {
        states.put(state.projection(), state);
    }

    Optional<State> known(String projection) {
        return Optional.ofNullable(states.get(projection));
    }

    @Override
    public String name(String table) {
        var side = handling();
        var projection = projectionOf(table);
        return (side != null && side.projection().equals(projection) ? side : shown(projection)).table(table);
    }

    @Override
    public List<String> all(String table) {
        return List.of(new Side("", Side.FIRST).table(table), new Side("", Side.SECOND).table(table));
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
    private List<Runnable> updates(UnitOfWork<?> batch, Side side) {
        return batch.getOrComputeResource(UPDATES, key -> {
            var updates = new ArrayList<Runnable>();
            batch.afterCommit(committed -> updates.forEach(update -> tell(side, update)));
            return updates;
        });
    }

    /** By way of the news also when the side is shown: what a swap is about to tell comes first. */
    private void tell(Side side, Runnable update) {
        newsOf(side).add(update);
        if (side.equals(shown(side.projection()))) {
            newsOf(side).tell();
        }
    }

    @Override
    public boolean areRebuilt(String table) {
        var side = handling();
        var state = states.get(projectionOf(table));
        return side != null && state != null && !side.equals(state.shown()) && state.other() == State.Other.REPLAYING;
    }

    /** H2 has no such clause, and needs none: from its UPDATE on, a transaction is the only one that writes. See docs/adr/0003. */
    @Override
    public String ifAbsent() {
        return isOnPostgres ? " ON CONFLICT DO NOTHING" : "";
    }

    private static @Nullable Side handling() {
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

    /** Until the database has been asked, the first; until the moment of a swap, the one before. */
    private Side shown(String projection) {
        var state = states.get(projection);
        if (state == null) {
            return new Side(projection, Side.FIRST);
        }
        var isBeforeSwap = state.other() == State.Other.KEPT && Instant.now().isBefore(state.since());
        return isBeforeSwap ? state.shown().other() : state.shown();
    }

    private News newsOf(Side side) {
        return Objects.requireNonNull(news.get(side));
    }
}
