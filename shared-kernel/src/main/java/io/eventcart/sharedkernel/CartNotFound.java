package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;

/** There is no such cart, or it belongs to another shopper. The answer is the same for both. */
@SuppressWarnings("serial")
public final class CartNotFound extends Rejection {
    public CartNotFound(CartId cartId) {
        super("cart-not-found", Nature.NOT_FOUND, "You have no cart " + cartId + ".",
                Map.of("cartId", cartId.toString()));
    }
}
