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
 * Puts an event that a projection can't handle among the dead letters, and takes back what its handler has written. A savepoint in front of each
 * event does that, but would slow a rebuild down; so large batches do without, fail as a whole, and come again with savepoints.
 *
 * <p>What is not the event's fault is no reason to put it aside: the projection stops and tries again.
 */
@Component
final class DeadLetterPolicy implements HandlerEnhancerDefinition, EnqueuePolicy<EventMessage<?>> {
    static final String ATTEMPTS = "attempts";
    private static final String SAVEPOINTS = DeadLetterPolicy.class.getName() + ".savepoints";
    /** A batch of so many is one of a projection that keeps up. */
    private static final int FEW_EVENTS = 64;
    private static final TransactionDefinition NESTED = new DefaultTransactionDefinition(PROPAGATION_NESTED);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final ObjectProvider<PlatformTransactionManager> transactions;
    private final Cache<Suspect, Boolean> suspects = Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

    DeadLetterPolicy(ObjectProvider<PlatformTransactionManager> transactions) {
        this.transactions = transactions;
    }

    /** An event that has failed a batch, which is going to come again. */
    private record Suspect(String processor, String eventId) {
        static Suspect of(Message<?> event) {
            return new Suspect(ProjectionCopies.handlingProcessor(), event.getIdentifier());
        }
    }

    /** Asked once a batch. What is tried once more by itself, a dead letter, has a transaction of its own. */
    private boolean hasSavepoints() {
        return CurrentUnitOfWork.get().root() instanceof BatchingUnitOfWork<?> batch
                && batch.<Boolean>getOrComputeResource(SAVEPOINTS,
                        key -> batch.getMessages().size() <= FEW_EVENTS
                                || isSuspect(ProjectionCopies.handlingProcessor()));
    }

    private boolean isSuspect(String processor) {
        return suspects.asMap().keySet().stream().anyMatch(event -> event.processor().equals(processor));
    }

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        if (letter instanceof JdbcDeadLetter) {
            return Decisions.requeue(told(cause),
                    again -> again.diagnostics().and(ATTEMPTS, attempts(again) + 1));
        }
        var isItsFault = isFaultOfTheEvent(cause);
        if (!isItsFault || !hasSavepoints()) {
            if (isItsFault) {
                suspects.put(Suspect.of(letter.message()), true);
            }
            throw cause instanceof RuntimeException failure ? failure : new UndeclaredThrowableException(cause);
        }
        return Decisions.enqueue(told(cause),
                first -> first.diagnostics().and(ATTEMPTS, 1));
    }

    /** Axon's shorter one would be told by the name of its own class once it is tried again. */
    private static Throwable told(Throwable cause) {
        var root = Causes.of(cause).getLast();
        return Objects.requireNonNullElse(root.getMessage(), "").length() <= ThrowableCause.TRUNCATED_MESSAGE_SIZE
                ? root
                : ThrowableCause.truncated(root);
    }

    static int attempts(DeadLetter<?> letter) {
        return letter.diagnostics().get(ATTEMPTS) instanceof Number attempts ? attempts.intValue() : 0;
    }

    /** A store that is away, a lock that another holds, or code that is older than the history are not. */
    private static boolean isFaultOfTheEvent(Throwable cause) {
        return !StoreFailures.include(cause) && Causes.of(cause).stream()
                .noneMatch(failure -> failure instanceof Error || failure instanceof UnknownEventType
                        || failure instanceof TransientDataAccessException
                        || failure instanceof RecoverableDataAccessException
                        || failure instanceof NonTransientDataAccessResourceException);
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.unwrap(Executable.class).filter(method -> method.isAnnotationPresent(EventHandler.class))
                .<MessageHandlingMember<T>>map(method -> new Wary<>(original)).orElse(original);
    }

    /** Whatever it throws, what it wrote is taken back, and what was written before stays. */
    private Object aside(Callable<Object> handling) throws Exception {
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

    private final class Wary<T> extends WrappedMessageHandlingMember<T> {
        Wary(MessageHandlingMember<T> handler) {
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
            return aside(() -> super.handle(event, target));
        }
    }
}
