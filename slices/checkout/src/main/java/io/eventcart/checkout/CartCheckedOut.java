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
 * A shopper bought a cart, which takes no more changes.
 *
 * @param lines what was bought, one line or more; repeated here as the agreement between shopper and shop
 * @param total to pay
 * @param deliverTo the delivery address; null if nothing is to be delivered, and in events older than this field. Their meaning is
 *     unchanged, so the field needs no new revision
 */
@StoredAs("cart.cart-checked-out")
@Revision("1")
public record CartCheckedOut(CartId cartId, ShopperId shopperId, List<Line> lines, Money total,
        @Nullable EncryptedField<Address> deliverTo) implements CartEvent {
    /** The component with personal data. */
    static final String DELIVER_TO = "deliverTo";

    public CartCheckedOut {
        lines = List.copyOf(lines);
    }

    /** Without delivery. */
    public CartCheckedOut(CartId cartId, ShopperId shopperId, List<Line> lines, Money total) {
        this(cartId, shopperId, lines, total, null);
    }

    @Override
    public Cart evolve(Cart cart) {
        return cart.checkedOut();
    }
}
