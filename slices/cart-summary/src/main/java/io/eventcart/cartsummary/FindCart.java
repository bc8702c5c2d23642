package io.eventcart.cartsummary;

import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Reader;
import io.eventcart.sharedkernel.ShopperId;
import org.jspecify.annotations.Nullable;

/**
 * Query: a cart as it is shown. Answered by a {@link CartView}, by nothing if there is no such cart, or it is not this shopper's.
 *
 * @param shopperId null for the operator, who may see any
 */
public record FindCart(CartId cartId, @Nullable ShopperId shopperId) {
    static FindCart of(CartId cartId, Reader reader) {
        return new FindCart(cartId, reader.shopperId());
    }

    Reader reader() {
        return new Reader(shopperId);
    }
}
