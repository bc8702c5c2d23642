package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.StoredAs;

/**
 * Something that happened to a cart. Exactly one slice emits it, and it stands in that slice's folder.
 *
 * <p>An implementation is a record named in the past tense. It bears {@link StoredAs} for the name that it has in the
 * store and Axon's {@code @Revision} for the version of its shape; both are promises for ever.
 */
public interface CartEvent extends DomainEvent {
    /** The type of a cart's stream, as the store names it. */
    String STREAM_TYPE = "cart";

    CartId cartId();

    @Override
    default String stream() {
        return cartId().toString();
    }

    @Override
    default String streamType() {
        return STREAM_TYPE;
    }

    /** How this event changes a cart. Pure: no clock, no look-up, no rule; what happened has happened. */
    Cart evolve(Cart cart);
}
