package io.eventcart.app.projections;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.eventcart.app.messaging.Causes;
import io.eventcart.app.messaging.StoreFailures;
import io.eventcart.sharedkernel.UnknownEventType;
import java.lang.reflect.Executable;
import java.lang.reflect.UndeclaredThrowableException;
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
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Events that a projection can't digest go to the dead letters. The first failure undoes the whole transaction, so that nothing half
 * done stays; when the event comes again its handler is not asked, and it is put aside in a transaction that nothing has hurt.
 *
 * <p>What is not the event's fault is no reason to put it aside: the projection stops and tries again.
 */
@Component
final class PoisonousEvents implements HandlerEnhancerDefinition, EnqueuePolicy<EventMessage<?>> {
    static final String ATTEMPTS = "attempts";
    private static final int MOST_REMEMBERED = 10_000;

    private final Cache<String, Exception> failed = Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private static String key(Message<?> event) {
        return Sides.handlingProcessor() + " " + event.getIdentifier();
    }

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        if (letter instanceof JdbcDeadLetter) {
            return Decisions.requeue(ThrowableCause.truncated(cause),
                    again -> again.diagnostics().and(ATTEMPTS, attempts(again) + 1));
        }
        var isSeenAgain = failed.asMap().remove(key(letter.message())) != null;
        if (!isSeenAgain || !isFaultOfTheEvent(cause)) {
            if (cause instanceof Exception failure && isFaultOfTheEvent(cause)) {
                failed.put(key(letter.message()), failure);
            }
            throw cause instanceof RuntimeException failure ? failure : new UndeclaredThrowableException(cause);
        }
        return Decisions.enqueue(ThrowableCause.truncated(cause), first -> first.diagnostics().and(ATTEMPTS, 1));
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

    private final class Wary<T> extends WrappedMessageHandlingMember<T> {
        Wary(MessageHandlingMember<T> handler) {
            super(handler);
        }

        @Override
        public Object handle(Message<?> event, T target) throws Exception {
            var before = failed.estimatedSize() == 0 ? null : failed.getIfPresent(key(event));
            if (before != null) {
                throw before;
            }
            return super.handle(event, target);
        }
    }
}
