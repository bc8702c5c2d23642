package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.Command;

/** Something that a shopper wants done to a cart of theirs. */
public interface CartCommand<R> extends Command<R> {
    /** Implementations mark it {@code @TargetAggregateIdentifier}, so that Axon Server routes a cart to one instance. */
    CartId cartId();

    ShopperId shopperId();

    @Override
    default String target() {
        return cartId().toString();
    }
}
