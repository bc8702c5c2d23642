package io.eventcart.sharedkernel;

/**
 * Something that a shopper wants done to a cart of theirs. A record, named in the imperative.
 *
 * @param <R> what its handler returns
 */
@SuppressWarnings("unused") // R binds what Commands.send returns to what the handler does.
public interface CartCommand<R> {
    /** Implementations mark it {@code @TargetAggregateIdentifier}, so that Axon Server routes a cart to one instance. */
    CartId cartId();

    ShopperId shopperId();
}
