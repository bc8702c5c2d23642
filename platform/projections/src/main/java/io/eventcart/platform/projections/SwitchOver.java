package io.eventcart.platform.projections;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the standby copy of a projection the active one, if it has seen all events that the active one has seen. So readers
 * never see an older state. All instances switch over at the same moment, and the checkpoints of both copies are locked until
 * all have switched over, so that neither copy advances. docs/adr/0016 and docs/adr/0038 have the reasons.
 */
@Component
final class SwitchOver {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchOver.class);
    /** By then, all instances have read the new state from the database. */
    private static final Duration LEAD_TIME = ProcessorSupervisor.POLL_INTERVAL.multipliedBy(3);
    /** With several segments, all of them rarely reach the active copy's positions at the same time by chance. */
    private static final Duration PATIENCE_WITH_SEGMENTS = Duration.ofMillis(200);
    private static final Duration RETRY_INTERVAL = Duration.ofMillis(10);

    private final ProjectionStates states;
    private final ProjectionCopies copies;
    private final Checkpoints checkpoints;
    private final SegmentAssignment segments;
    private final TransactionTemplate transaction;
    private final TransactionTemplate newTransaction;

    SwitchOver(ProjectionStates states, ProjectionCopies copies, Checkpoints checkpoints, SegmentAssignment segments,
            TransactionTemplate transaction) {
        this.states = states;
        this.copies = copies;
        this.checkpoints = checkpoints;
        this.segments = segments;
        this.transaction = transaction;
        this.newTransaction = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()),
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    }

    /** @return whether the standby copy caught up within that time and is the active one now */
    boolean tryFor(Duration patience, ProjectionState state) throws InterruptedException {
        var giveUpAt = System.nanoTime() + patience.toNanos();
        do {
            if (attempt(state)) {
                return true;
            }
            Thread.sleep(retryInterval());
        } while (System.nanoTime() < giveUpAt);
        return false;
    }

    /** The active copy is locked during a try. Between two tries it advances. */
    private Duration retryInterval() {
        return segments.isDistributed() ? PATIENCE_WITH_SEGMENTS.multipliedBy(2) : RETRY_INTERVAL;
    }

    boolean attempt(ProjectionState state) {
        try {
            return Optional.ofNullable(transaction.execute(status -> checkpoints.hasSeenAllWhileLocked(
                    state.standby().processor(), state.active().processor(),
                    segments.isDistributed() ? PATIENCE_WITH_SEGMENTS : Duration.ZERO) && commit(state))).orElse(false);
        } catch (RuntimeException e) {
            copies.revertTo(committed(state));
            throw e;
        }
    }

    private boolean commit(ProjectionState state) {
        var hasOtherInstances = segments.hasOtherInstances();
        var at = Instant.now().plus(hasOtherInstances ? LEAD_TIME : Duration.ZERO);
        var next = state.switchedOver(at);
        var isChanged = hasOtherInstances
                ? Optional.ofNullable(newTransaction.execute(status -> states.change(state, next))).orElse(false)
                : states.change(state, next);
        if (isChanged) {
            copies.apply(next);
            LockSupport.parkUntil(hasOtherInstances ? at.plus(ProcessorSupervisor.POLL_INTERVAL).toEpochMilli() : 0);
            LOG.info("Projection {}: copy {} is the active one now", state.projection(), next.active().number());
        }
        return isChanged;
    }

    /**
     * @return the state in the database; if the database is not available, the state before the commit. If the commit took
     *         effect, {@link ProcessorSupervisor#follow} reads its state later
     */
    private ProjectionState committed(ProjectionState before) {
        try {
            return states.find(before.projection()).orElseThrow();
        } catch (DataAccessException e) {
            return before;
        }
    }
}
