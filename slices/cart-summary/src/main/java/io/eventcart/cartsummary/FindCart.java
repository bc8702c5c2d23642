package io.eventcart.cartsummary;

import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Reader;
import io.eventcart.sharedkernel.ShopperId;
import org.jspecify.annotations.Nullable;

/**
 * Query for a cart. The answer is a {@link CartView}, or null if there is no such cart or it belongs to another shopper.
 *
 * @param shopperId null for the operator, who may read any cart
 */
public record FindCart(CartId cartId, @Nullable ShopperId shopperId) {
    static FindCart of(CartId cartId, Reader reader) {
        return new FindCart(cartId, reader.shopperId());
    }

    Reader reader() {
        return new Reader(shopperId);
    }
}
