package io.eventcart.platform.projections;

import io.eventcart.platform.projections.ProjectionState.Other;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
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

/** Starts and stops this instance's processors as the states in the database say, and changes those states: replay, discard, switch over. */
@Component
public final class ProcessorSupervisor {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessorSupervisor.class);
    /** So often each instance looks what another has changed. */
    static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration ALL_HAVE_APPLIED = BETWEEN_LOOKS.multipliedBy(3);
    /** Several segments are hardly ever all as far as the standby copy's by chance. */
    private static final Duration PATIENCE_WITH_SEGMENTS = Duration.ofMillis(200);
    private static final Duration BETWEEN_SWITCH_OVERS = Duration.ofMillis(10);

    private final Map<String, Projection> projections;
    private final ProjectionStates states;
    private final ProjectionCopies copies;
    private final Checkpoints checkpoints;
    private final ObjectProvider<EventProcessingConfiguration> processing;
    private final TokenStore tokens;
    private final SegmentAssignment segments;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate atOnce;

    ProcessorSupervisor(ProjectionStates states, ProjectionCopies copies, Checkpoints checkpoints,
            ObjectProvider<EventProcessingConfiguration> processing, TokenStore tokens, SegmentAssignment segments,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.projections = copies.projections();
        this.states = states;
        this.copies = copies;
        this.checkpoints = checkpoints;
        this.processing = processing;
        this.tokens = tokens;
        this.segments = segments;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.atOnce = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()),
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
        projections.keySet().forEach(states::addIfAbsent);
        states().forEach(copies::know);
    }

    Map<String, Projection> projections() {
        return projections;
    }

    private Projection projection(ProjectionState state) {
        return Objects.requireNonNull(projections.get(state.projection()));
    }

    ProjectionState state(Projection projection) {
        return states.find(projection.name()).orElseThrow();
    }

    boolean isToRun(String processor) {
        return isAskedFor(processor, ProjectionState::isToRun);
    }

    /** @return false for a copy that is empty */
    public boolean isInUse(String processor) {
        return isAskedFor(processor, ProjectionState::isInUse);
    }

    /** What is no projection, such as the forgetting of shoppers, always runs. */
    private boolean isAskedFor(String processor, BiPredicate<ProjectionState, ProjectionCopy> question) {
        return projections.values().stream().flatMap(projection -> projection.copies().stream())
                .filter(side -> side.processor().equals(processor)).findFirst()
                .map(side -> question.test(copies.known(side.projection()).orElseThrow(), side)).orElse(true);
    }

    /**
     * Catches up with what another instance has changed. What Axon's dashboard has stopped here, stays so. One thread at a time:
     * whoever is late must not undo what a newer state asked for.
     */
    synchronized void follow() {
        states().forEach(this::apply);
    }

    /** Without those of projections that this version of the app no longer has. */
    List<ProjectionState> states() {
        return states.all().stream().filter(state -> projections.containsKey(state.projection())).toList();
    }

    private void apply(ProjectionState state) {
        var before = copies.known(state.projection()).orElseThrow();
        copies.know(state);
        for (var side : projection(state).copies()) {
            if (state.isToRun(side) != before.isToRun(side)) {
                if (state.isToRun(side)) {
                    processor(side).start();
                } else {
                    processor(side).shutDown();
                }
            }
        }
    }

    StreamingEventProcessor processor(ProjectionCopy side) {
        return processor(side.processor());
    }

    StreamingEventProcessor processor(String name) {
        return (StreamingEventProcessor) Objects.requireNonNull(processors().get(name));
    }

    Map<String, EventProcessor> processors() {
        return processing.getObject().eventProcessors();
    }

    /** @return whether it was still {@code from} */
    boolean change(ProjectionState from, ProjectionState to) {
        var isChanged = states.change(from, to);
        follow();
        return isChanged;
    }

    /** Empties the standby copy and has it made anew. */
    boolean replay(ProjectionState state) {
        var copy = state.active().other();
        if (!discard(state)) {
            return false;
        }
        var empty = states.find(state.projection()).orElseThrow();
        var isBegun = Optional.ofNullable(transaction.execute(status -> {
            var isOurs = states.change(empty, empty.other(Other.REPLAYING, Instant.now()));
            if (isOurs) {
                checkpoints.forget(copy.processor());
                tokens.initializeTokenSegments(copy.processor(), segments.count(copy.processor()), null);
            }
            return isOurs;
        })).orElse(false);
        follow();
        return isBegun;
    }

    /** Empties the standby copy: rows, tokens and dead letters. */
    boolean discard(ProjectionState state) {
        var side = state.active().other();
        if (!change(state, state.other(Other.EMPTY, Instant.now()))) {
            return false;
        }
        checkpoints.forget(side.processor());
        jdbc.update("DELETE FROM dead_letter WHERE processing_group = ?", side.processor());
        projection(state).tables().forEach(table -> jdbc
                .execute("TRUNCATE TABLE " + side.table(table) + " RESTART IDENTITY"));
        LOG.info("Projection {}: side {} is empty", side.projection(), side.number());
        return true;
    }

    /**
     * Shows the standby copy, if it has seen all that the active one has: readers then never see an older state. The tokens of both copies
     * are held until all instances show it, so that neither gets further meanwhile; they all begin at the same moment.
     */
    boolean switchOver(ProjectionState state) {
        try {
            return Optional.ofNullable(transaction.execute(status -> checkpoints
                    .hasSeenAllAndIsHeld(state.active().other().processor(), state.active().processor(),
                            segments.areSeveral() ? PATIENCE_WITH_SEGMENTS : Duration.ZERO)
                    && show(state))).orElse(false);
        } catch (RuntimeException e) {
            copies.takeBack(committed(state));
            throw e;
        }
    }

    /** @return what the database says; if it is away, what it said before: if the commit took effect, {@link #follow} learns of it */
    private ProjectionState committed(ProjectionState before) {
        try {
            return state(projection(before));
        } catch (DataAccessException e) {
            return before;
        }
    }

    /** So long must pass between two tries, or readers of the copy that was held would see nothing new for as long as they last. */
    Duration betweenSwitchOvers() {
        return segments.areSeveral() ? PATIENCE_WITH_SEGMENTS.multipliedBy(2) : BETWEEN_SWITCH_OVERS;
    }

    private boolean show(ProjectionState state) {
        var hasOthers = segments.hasOthers();
        var at = Instant.now().plus(hasOthers ? ALL_HAVE_APPLIED : Duration.ZERO);
        var switchedOver = state.switchedOver(at);
        var isOurs = hasOthers
                ? Optional.ofNullable(atOnce.execute(status -> states.change(state, switchedOver))).orElse(false)
                : states.change(state, switchedOver);
        if (isOurs) {
            copies.know(switchedOver);
            LockSupport.parkUntil(hasOthers ? at.plus(BETWEEN_LOOKS).toEpochMilli() : 0);
            LOG.info("Projection {}: readers see side {} from now on", state.projection(),
                    switchedOver.active().number());
        }
        return isOurs;
    }
}
