package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;

/** There is no such cart, or it is another shopper's: a caller can't tell the two apart. */
@SuppressWarnings("serial")
public final class CartNotFound extends Rejection {
    public CartNotFound(CartId cartId) {
        super("cart-not-found", Nature.NOT_FOUND, "There is no cart " + cartId + " of yours.",
                Map.of("cartId", cartId.toString()));
    }
}
