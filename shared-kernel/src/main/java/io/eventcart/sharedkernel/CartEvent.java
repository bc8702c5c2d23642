package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.StoredAs;

/**
 * An event of a cart. Exactly one slice emits it, and its class is in that slice's folder.
 *
 * <p>An implementation is a record named in the past tense. {@link StoredAs} gives its name in the store, Axon's
 * {@code @Revision} the version of its shape. Both are stored for ever.
 */
public interface CartEvent extends DomainEvent {
    /** The type of a cart's stream in the store. */
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

    /** Applies this event to a cart. A pure function: no clock, no look-up, and no rule, since the event has happened. */
    Cart evolve(Cart cart);
}
