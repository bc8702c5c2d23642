package io.eventcart.platform.projections;

import static org.springframework.transaction.TransactionDefinition.PROPAGATION_NESTED;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.eventcart.platform.eventstore.Causes;
import io.eventcart.platform.eventstore.StoreFailures;
import io.eventcart.platform.sliceapi.UnknownEventType;
import java.lang.reflect.Executable;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Makes an event that a projection can't handle a dead letter, and rolls back what its handler has written. A savepoint before
 * each event does that, but would slow down a rebuild. So large batches have no savepoints: they fail as a whole and are retried
 * with savepoints.
 *
 * <p>If the failure is not the event's fault, the projection stops and tries again.
 */
@Component
final class DeadLetterPolicy implements HandlerEnhancerDefinition, EnqueuePolicy<EventMessage<?>> {
    static final String ATTEMPTS = "attempts";
    private static final String SAVEPOINTS = DeadLetterPolicy.class.getName() + ".savepoints";
    /** A projection that keeps up has batches of at most this many events. */
    private static final int FEW_EVENTS = 64;
    private static final TransactionDefinition NESTED = new DefaultTransactionDefinition(PROPAGATION_NESTED);
    private static final Duration SUSPECT_RETENTION = Duration.ofMinutes(10);

    private final ObjectProvider<PlatformTransactionManager> transactions;
    private final Cache<Suspect, Boolean> suspects = Caffeine.newBuilder().expireAfterWrite(SUSPECT_RETENTION).build();

    DeadLetterPolicy(ObjectProvider<PlatformTransactionManager> transactions) {
        this.transactions = transactions;
    }

    /** An event that has failed a batch. The batch is going to be retried. */
    private record Suspect(String processor, String eventId) {
        static Suspect of(Message<?> event) {
            return new Suspect(ProjectionCopies.currentProcessor(), event.getIdentifier());
        }
    }

    /** Decided once for each batch. The retry of a dead letter has its own transaction and needs none. */
    private boolean hasSavepoints() {
        return CurrentUnitOfWork.get().root() instanceof BatchingUnitOfWork<?> batch
                && batch.<Boolean>getOrComputeResource(SAVEPOINTS,
                        key -> batch.getMessages().size() <= FEW_EVENTS
                                || isSuspect(ProjectionCopies.currentProcessor()));
    }

    private boolean isSuspect(String processor) {
        return suspects.asMap().keySet().stream().anyMatch(event -> event.processor().equals(processor));
    }

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        if (letter instanceof JdbcDeadLetter) {
            return Decisions.requeue(shortened(cause),
                    again -> again.diagnostics().and(ATTEMPTS, attempts(again) + 1));
        }
        var isEventFaulty = isCausedByEvent(cause);
        if (!isEventFaulty || !hasSavepoints()) {
            if (isEventFaulty) {
                suspects.put(Suspect.of(letter.message()), true);
            }
            throw cause instanceof RuntimeException failure ? failure : new UndeclaredThrowableException(cause);
        }
        return Decisions.enqueue(shortened(cause),
                first -> first.diagnostics().and(ATTEMPTS, 1));
    }

    /** Axon would shorten a longer message itself, but would then show its own exception class as the cause after a retry. */
    private static Throwable shortened(Throwable cause) {
        var root = Causes.of(cause).getLast();
        return Objects.requireNonNullElse(root.getMessage(), "").length() <= ThrowableCause.TRUNCATED_MESSAGE_SIZE
                ? root
                : ThrowableCause.truncated(root);
    }

    static int attempts(DeadLetter<?> letter) {
        return letter.diagnostics().get(ATTEMPTS) instanceof Number attempts ? attempts.intValue() : 0;
    }

    /** False for an unavailable store, a lock that another transaction holds, and an event type that is unknown to this version. */
    private static boolean isCausedByEvent(Throwable cause) {
        return !StoreFailures.include(cause) && Causes.of(cause).stream()
                .noneMatch(failure -> failure instanceof Error || failure instanceof UnknownEventType
                        || failure instanceof TransientDataAccessException
                        || failure instanceof RecoverableDataAccessException
                        || failure instanceof NonTransientDataAccessResourceException);
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.unwrap(Executable.class).filter(method -> method.isAnnotationPresent(EventHandler.class))
                .<MessageHandlingMember<T>>map(method -> new SavepointHandler<>(original)).orElse(original);
    }

    /** If it throws, rolls back what it wrote, and nothing that was written before. */
    private Object withSavepoint(Callable<Object> handling) throws Exception {
        var all = transactions.getObject();
        var savepoint = all.getTransaction(NESTED);
        try {
            var result = handling.call();
            all.commit(savepoint);
            return result;
        } catch (Exception e) {
            all.rollback(savepoint);
            throw e;
        }
    }

    private final class SavepointHandler<T> extends WrappedMessageHandlingMember<T> {
        SavepointHandler(MessageHandlingMember<T> handler) {
            super(handler);
        }

        @Override
        public Object handle(Message<?> event, T target) throws Exception {
            if (!hasSavepoints()) {
                return super.handle(event, target);
            }
            var suspect = Suspect.of(event);
            if (suspects.getIfPresent(suspect) != null) {
                CurrentUnitOfWork.get().root().afterCommit(batch -> suspects.invalidate(suspect));
            }
            return withSavepoint(() -> super.handle(event, target));
        }
    }
}
