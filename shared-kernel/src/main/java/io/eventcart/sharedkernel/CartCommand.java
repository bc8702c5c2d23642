package io.eventcart.sharedkernel;

/** Something that a shopper wants done to a cart of theirs. */
public interface CartCommand<R> extends Command<R> {
    /** Implementations mark it {@code @TargetAggregateIdentifier}, so that Axon Server routes a cart to one instance. */
    CartId cartId();

    ShopperId shopperId();
}
