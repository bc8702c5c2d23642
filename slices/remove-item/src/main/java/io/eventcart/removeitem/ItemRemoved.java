package io.eventcart.removeitem;

import io.eventcart.platform.sliceapi.StoredAs;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ProductId;
import org.axonframework.serialization.Revision;

/**
 * Pieces of a product were removed from a cart.
 *
 * @param quantity the number of pieces removed, at most as many as the cart held
 */
@StoredAs("cart.item-removed")
@Revision("1")
public record ItemRemoved(CartId cartId, ProductId productId, int quantity) implements CartEvent {
    @Override
    public Cart evolve(Cart cart) {
        return cart.minus(productId, quantity);
    }
}
