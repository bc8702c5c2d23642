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
 * Makes the standby copy of a projection the active one, if it has seen all that the active one has: readers then never see an older
 * state. The checkpoints of both copies are locked until all instances show the new active copy, so that neither advances meanwhile; all
 * instances begin at the same moment. docs/adr/0016 has the reasons.
 */
@Component
final class SwitchOver {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchOver.class);
    private static final Duration ALL_INSTANCES_HAVE_LOOKED = ProcessorSupervisor.BETWEEN_LOOKS.multipliedBy(3);
    /** Several segments of a standby copy are hardly ever all as far as the active copy's by chance. */
    private static final Duration PATIENCE_WITH_SEGMENTS = Duration.ofMillis(200);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);

    private final ProjectionStates states;
    private final ProjectionCopies copies;
    private final Checkpoints checkpoints;
    private final SegmentAssignment segments;
    private final TransactionTemplate transaction;
    private final TransactionTemplate atOnce;

    SwitchOver(ProjectionStates states, ProjectionCopies copies, Checkpoints checkpoints, SegmentAssignment segments,
            TransactionTemplate transaction) {
        this.states = states;
        this.copies = copies;
        this.checkpoints = checkpoints;
        this.segments = segments;
        this.transaction = transaction;
        this.atOnce = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()),
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    }

    /** @return whether the standby copy has caught up within that time, and is the active one now */
    boolean within(Duration longest, ProjectionState state) throws InterruptedException {
        var giveUpAt = System.nanoTime() + longest.toNanos();
        do {
            if (attempt(state)) {
                return true;
            }
            Thread.sleep(betweenTries());
        } while (System.nanoTime() < giveUpAt);
        return false;
    }

    /** Between two tries readers of the active copy, which is held during a try, see what is new. */
    private Duration betweenTries() {
        return segments.areSeveral() ? PATIENCE_WITH_SEGMENTS.multipliedBy(2) : BETWEEN_TRIES;
    }

    boolean attempt(ProjectionState state) {
        try {
            return Optional.ofNullable(transaction.execute(status -> checkpoints.hasSeenAllAndIsHeld(
                    state.standby().processor(), state.active().processor(),
                    segments.areSeveral() ? PATIENCE_WITH_SEGMENTS : Duration.ZERO) && commit(state))).orElse(false);
        } catch (RuntimeException e) {
            copies.revertTo(committed(state));
            throw e;
        }
    }

    private boolean commit(ProjectionState state) {
        var hasOthers = segments.hasOtherInstances();
        var at = Instant.now().plus(hasOthers ? ALL_INSTANCES_HAVE_LOOKED : Duration.ZERO);
        var next = state.switchedOver(at);
        var isOurs = hasOthers
                ? Optional.ofNullable(atOnce.execute(status -> states.change(state, next))).orElse(false)
                : states.change(state, next);
        if (isOurs) {
            copies.apply(next);
            LockSupport.parkUntil(hasOthers ? at.plus(ProcessorSupervisor.BETWEEN_LOOKS).toEpochMilli() : 0);
            LOG.info("Projection {}: copy {} is the active one now", state.projection(), next.active().number());
        }
        return isOurs;
    }

    /**
     * @return what the database says; if it is away, what it said before: if the commit took effect,
     *         {@link ProcessorSupervisor#follow} learns of it
     */
    private ProjectionState committed(ProjectionState before) {
        try {
            return states.find(before.projection()).orElseThrow();
        } catch (DataAccessException e) {
            return before;
        }
    }
}
