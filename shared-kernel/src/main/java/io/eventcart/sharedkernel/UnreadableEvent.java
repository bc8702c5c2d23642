package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;
import org.axonframework.serialization.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** An event of a cart is stored in a form that can't be read: it was damaged, or an upcaster can't do with it. */
@SuppressWarnings("serial")
public final class UnreadableEvent extends Rejection {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableEvent.class);

    private UnreadableEvent(CartId cartId, RuntimeException cause) {
        super("unreadable-event", Nature.UNREADABLE, "An event of cart " + cartId + " can't be read: "
                + cause.getClass().getSimpleName() + ". The log tells more.", Map.of("cartId", cartId.toString()));
    }

    /** @return what to throw in place of a failure to read a cart: the same, unless the stored event is to blame for it */
    static RuntimeException inPlaceOf(RuntimeException failure, CartId cartId) {
        if (failure instanceof Rejection || !isToBlameFor(failure)) {
            return failure;
        }
        LOG.warn("An event of cart {} can't be read: {}", cartId, failure.toString());
        return new UnreadableEvent(cartId, failure);
    }

    /**
     * @return whether what is stored can't be read, be it of an unknown type or damaged: reading on elsewhere makes sense. Else the store
     *         has failed
     */
    public static boolean isToBlameFor(RuntimeException failure) {
        return failure instanceof Rejection rejection
                ? rejection.details().nature() == Nature.UNREADABLE
                : failure instanceof SerializationException || failure instanceof JacksonException
                // Of an upcaster or of the fold; stores and drivers have their own.
                        || failure.getClass().getPackageName().startsWith("java.");
    }
}
