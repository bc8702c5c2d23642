package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;
import org.axonframework.serialization.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** A stored event of a cart can't be read: it is damaged, or an upcaster fails on it. */
@SuppressWarnings("serial")
public final class UnreadableEvent extends Rejection {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableEvent.class);

    private UnreadableEvent(CartId cartId, RuntimeException cause) {
        super("unreadable-event", Nature.UNREADABLE, "An event of cart " + cartId + " can't be read: "
                + cause.getClass().getSimpleName() + ". The log tells more.", Map.of("cartId", cartId.toString()));
    }

    /** @return an {@link UnreadableEvent} if the stored event is the cause, else the failure itself */
    static RuntimeException translate(RuntimeException failure, CartId cartId) {
        if (failure instanceof Rejection || !isToBlameFor(failure)) {
            return failure;
        }
        LOG.warn("An event of cart {} can't be read: {}", cartId, failure.toString());
        return new UnreadableEvent(cartId, failure);
    }

    /**
     * @return true if the cause is the stored event, which is damaged or of an unknown type, so that other carts can still be
     *         read; false if the store has failed
     */
    public static boolean isToBlameFor(RuntimeException failure) {
        return failure instanceof Rejection rejection
                ? rejection.details().nature() == Nature.UNREADABLE
                : failure instanceof SerializationException || failure instanceof JacksonException
                // Upcasters and the fold throw types of java.*; stores and drivers throw their own types.
                        || failure.getClass().getPackageName().startsWith("java.");
    }
}
