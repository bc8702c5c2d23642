package io.eventcart.sharedkernel;

/**
 * Something that happened to a cart. Exactly one slice emits it, and it stands in that slice's folder.
 *
 * <p>An implementation is a record named in the past tense. It bears {@link StoredAs} for the name that it has in the
 * store and Axon's {@code @Revision} for the version of its shape; both are promises for ever.
 */
public interface CartEvent {
    CartId cartId();

    /** How this event changes a cart. Pure: no clock, no look-up, no rule; what happened has happened. */
    Cart evolve(Cart cart);
}
