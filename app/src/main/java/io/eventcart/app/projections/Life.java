package io.eventcart.app.projections;

import io.eventcart.app.projections.State.Other;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Has the processors run that the states in the database ask for, here, and lets those states change. */
@Component
final class Life {
    private static final Logger LOG = LoggerFactory.getLogger(Life.class);
    /** So often each instance looks what another has changed. */
    static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration ALL_HAVE_FOLLOWED = BETWEEN_LOOKS.multipliedBy(3);
    /** Several shares are hardly ever all as far as the other side's by chance. */
    private static final Duration PATIENCE_WITH_SHARES = Duration.ofMillis(200);
    private static final Duration BETWEEN_SWAPS = Duration.ofMillis(10);

    private final Map<String, Projection> projections;
    private final States states;
    private final Sides sides;
    private final Positions positions;
    private final ObjectProvider<EventProcessingConfiguration> processing;
    private final TokenStore tokens;
    private final Shares shares;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate atOnce;

    Life(States states, Sides sides, Positions positions,
            ObjectProvider<EventProcessingConfiguration> processing, TokenStore tokens, Shares shares,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.projections = sides.projections();
        this.states = states;
        this.sides = sides;
        this.positions = positions;
        this.processing = processing;
        this.tokens = tokens;
        this.shares = shares;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.atOnce = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()),
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
        projections.keySet().forEach(states::addIfAbsent);
        states().forEach(sides::know);
    }

    Map<String, Projection> projections() {
        return projections;
    }

    private Projection projection(State state) {
        return Objects.requireNonNull(projections.get(state.projection()));
    }

    State state(Projection projection) {
        return states.find(projection.name()).orElseThrow();
    }

    boolean isToRun(String processor) {
        return isAskedFor(processor, State::isToRun);
    }

    /** @return false for a copy that is empty */
    boolean isInUse(String processor) {
        return isAskedFor(processor, State::isInUse);
    }

    /** What is no projection, such as the forgetting of shoppers, always runs. */
    private boolean isAskedFor(String processor, BiPredicate<State, Side> question) {
        return projections.values().stream().flatMap(projection -> projection.sides().stream())
                .filter(side -> side.processor().equals(processor)).findFirst()
                .map(side -> question.test(sides.known(side.projection()).orElseThrow(), side)).orElse(true);
    }

    /**
     * Catches up with what another instance has changed. What Axon's dashboard has stopped here, stays so. One thread at a time:
     * whoever is late must not undo what a newer state asked for.
     */
    synchronized void follow() {
        states().forEach(this::apply);
    }

    /** Without those of projections that this version of the app no longer has. */
    List<State> states() {
        return states.all().stream().filter(state -> projections.containsKey(state.projection())).toList();
    }

    private void apply(State state) {
        var before = sides.known(state.projection()).orElseThrow();
        sides.know(state);
        for (var side : projection(state).sides()) {
            if (state.isToRun(side) != before.isToRun(side)) {
                if (state.isToRun(side)) {
                    processor(side).start();
                } else {
                    processor(side).shutDown();
                }
            }
        }
    }

    StreamingEventProcessor processor(Side side) {
        return processor(side.processor());
    }

    StreamingEventProcessor processor(String name) {
        return (StreamingEventProcessor) Objects.requireNonNull(processors().get(name));
    }

    Map<String, EventProcessor> processors() {
        return processing.getObject().eventProcessors();
    }

    /** @return whether it was still {@code from} */
    boolean change(State from, State to) {
        var isChanged = states.change(from, to);
        follow();
        return isChanged;
    }

    /** Empties the other side and has it made anew. */
    boolean replay(State state) {
        var copy = state.shown().other();
        if (!discard(state)) {
            return false;
        }
        var empty = states.find(state.projection()).orElseThrow();
        var isBegun = Optional.ofNullable(transaction.execute(status -> {
            var isOurs = states.change(empty, empty.other(Other.REPLAYING, Instant.now()));
            if (isOurs) {
                positions.forget(copy.processor());
                tokens.initializeTokenSegments(copy.processor(), shares.count(copy.processor()), null);
            }
            return isOurs;
        })).orElse(false);
        follow();
        return isBegun;
    }

    /** Empties the other side: rows, tokens and dead letters. */
    boolean discard(State state) {
        var side = state.shown().other();
        if (!change(state, state.other(Other.EMPTY, Instant.now()))) {
            return false;
        }
        positions.forget(side.processor());
        jdbc.update("DELETE FROM dead_letter WHERE processing_group = ?", side.processor());
        projection(state).tables().forEach(table -> jdbc
                .execute("TRUNCATE TABLE " + side.table(table) + " RESTART IDENTITY"));
        LOG.info("Projection {}: side {} is empty", side.projection(), side.number());
        return true;
    }

    /**
     * Shows the other side, if it has seen all that the shown one has: readers then never see an older state. The tokens of both sides
     * are held until all instances show it, so that neither gets further meanwhile; they all begin at the same moment.
     */
    boolean swap(State state) {
        try {
            return Optional.ofNullable(transaction.execute(status -> positions
                    .hasSeenAllAndIsHeld(state.shown().other().processor(), state.shown().processor(),
                            shares.areSeveral() ? PATIENCE_WITH_SHARES : Duration.ZERO)
                    && show(state))).orElse(false);
        } catch (RuntimeException e) {
            sides.takeBack(committed(state));
            throw e;
        }
    }

    /** @return what the database says; if it is away, what it said before: if the commit took effect, {@link #follow} learns of it */
    private State committed(State before) {
        try {
            return state(projection(before));
        } catch (DataAccessException e) {
            return before;
        }
    }

    /** So long must pass between two tries, or readers of the side that was held would see nothing new for as long as they last. */
    Duration betweenSwaps() {
        return shares.areSeveral() ? PATIENCE_WITH_SHARES.multipliedBy(2) : BETWEEN_SWAPS;
    }

    private boolean show(State state) {
        var hasOthers = shares.hasOthers();
        var at = Instant.now().plus(hasOthers ? ALL_HAVE_FOLLOWED : Duration.ZERO);
        var swapped = state.swapped(at);
        var isOurs = hasOthers
                ? Optional.ofNullable(atOnce.execute(status -> states.change(state, swapped))).orElse(false)
                : states.change(state, swapped);
        if (isOurs) {
            sides.know(swapped);
            LockSupport.parkUntil(hasOthers ? at.plus(BETWEEN_LOOKS).toEpochMilli() : 0);
            LOG.info("Projection {}: readers see side {} from now on", state.projection(), swapped.shown().number());
        }
        return isOurs;
    }
}
