package io.eventcart.createcart;

import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ShopperId;
import io.eventcart.sharedkernel.StoredAs;
import org.axonframework.serialization.Revision;
import org.joda.money.CurrencyUnit;

/**
 * A shopper has opened a cart; it is empty.
 *
 * @param currency of all prices that will be in it
 */
@StoredAs("cart.cart-created")
@Revision("1")
public record CartCreated(CartId cartId, ShopperId shopperId, CurrencyUnit currency) implements CartEvent {
    @Override
    public Cart evolve(Cart cart) {
        return cart.opened(shopperId, currency);
    }
}
