package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.Command;

/** A command of a shopper to one of their carts. */
public interface CartCommand<R> extends Command<R> {
    /**
     * Implementations annotate it with {@code @TargetAggregateIdentifier}, so that Axon Server sends all commands of a cart to
     * one instance.
     */
    CartId cartId();

    ShopperId shopperId();

    @Override
    default String target() {
        return cartId().toString();
    }
}
