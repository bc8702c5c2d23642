package io.eventcart.additem;

import io.eventcart.platform.sliceapi.StoredAs;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ProductId;
import org.axonframework.serialization.Revision;
import org.joda.money.Money;

/**
 * Pieces of a product were added to a cart.
 *
 * <p>Revision 1, of the prototype, had a bare {@code price} without a currency.
 *
 * @param name what the shop called the product at that moment
 * @param quantity the number of pieces added
 * @param unitPrice of one piece at that moment
 */
@StoredAs("cart.item-added")
@Revision("2")
public record ItemAdded(CartId cartId, ProductId productId, String name, int quantity,
        Money unitPrice) implements CartEvent {
    @Override
    public Cart evolve(Cart cart) {
        return cart.plus(productId, name, quantity, unitPrice);
    }
}
