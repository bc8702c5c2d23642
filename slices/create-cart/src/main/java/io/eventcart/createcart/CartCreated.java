package io.eventcart.createcart;

import io.eventcart.platform.sliceapi.StoredAs;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ShopperId;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.joda.money.CurrencyUnit;

/**
 * A shopper created an empty cart.
 *
 * <p>The prototype stored no currency and an unused {@code channel}. Its events need no new revision: a missing field gets its
 * default, an unknown field is ignored.
 *
 * @param currency of all prices in the cart; EUR in events older than this field
 */
@StoredAs("cart.cart-created")
@Revision("1")
public record CartCreated(CartId cartId, ShopperId shopperId, CurrencyUnit currency) implements CartEvent {
    public CartCreated {
        currency = Objects.requireNonNullElse(currency, CurrencyUnit.EUR);
    }

    @Override
    public Cart evolve(Cart cart) {
        return cart.opened(shopperId, currency);
    }
}
