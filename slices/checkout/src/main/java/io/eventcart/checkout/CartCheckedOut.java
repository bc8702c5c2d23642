package io.eventcart.checkout;

import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.StoredAs;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Line;
import io.eventcart.sharedkernel.ShopperId;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A shopper has bought what was in a cart; it takes no more changes.
 *
 * @param lines what was bought, one line or more: said again here, since it is what the shopper and the shop agreed on
 * @param total to pay
 * @param deliverTo where to; null if nothing is to be delivered, and in events older than this field: so it needs no new
 * revision, since an event without it says today what it has always said
 */
@StoredAs("cart.cart-checked-out")
@Revision("1")
public record CartCheckedOut(CartId cartId, ShopperId shopperId, List<Line> lines, Money total,
        @Nullable EncryptedField<Address> deliverTo) implements CartEvent {
    /** The component that is personal. */
    static final String DELIVER_TO = "deliverTo";

    public CartCheckedOut {
        lines = List.copyOf(lines);
    }

    /** Nothing is to be delivered. */
    public CartCheckedOut(CartId cartId, ShopperId shopperId, List<Line> lines, Money total) {
        this(cartId, shopperId, lines, total, null);
    }

    @Override
    public Cart evolve(Cart cart) {
        return cart.checkedOut();
    }
}
