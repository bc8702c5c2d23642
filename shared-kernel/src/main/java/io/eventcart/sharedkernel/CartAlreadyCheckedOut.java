package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;

/** A checked-out cart takes no more changes. A second checkout is refused, too. */
@SuppressWarnings("serial")
public final class CartAlreadyCheckedOut extends Rejection {
    public CartAlreadyCheckedOut(CartId cartId) {
        super("cart-checked-out", Nature.CONFLICT, "Cart " + cartId + " is checked out and takes no more changes.",
                Map.of("cartId", cartId.toString()));
    }
}
