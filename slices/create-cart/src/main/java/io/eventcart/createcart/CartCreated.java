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
 * A shopper has opened a cart; it is empty.
 *
 * <p>The prototype stored no currency, since it knew one only, and a {@code channel} that nobody asks for any more. Its events are
 * read as they are: what is missing has a default, what is not known is left aside. Neither needs a new revision.
 *
 * @param currency of all prices that will be in it; euros in events older than this field
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
