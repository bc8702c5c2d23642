package io.eventcart.checkout;

import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Line;
import io.eventcart.sharedkernel.ShopperId;
import io.eventcart.sharedkernel.StoredAs;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.joda.money.Money;

/**
 * A shopper has bought what was in a cart; it takes no more changes.
 *
 * @param lines what was bought, one line or more: said again here, since it is what the shopper and the shop agreed on
 * @param total to pay
 */
@StoredAs("cart.cart-checked-out")
@Revision("1")
public record CartCheckedOut(CartId cartId, ShopperId shopperId, List<Line> lines, Money total) implements CartEvent {
    public CartCheckedOut {
        lines = List.copyOf(lines);
    }

    @Override
    public Cart evolve(Cart cart) {
        return cart.checkedOut();
    }
}
