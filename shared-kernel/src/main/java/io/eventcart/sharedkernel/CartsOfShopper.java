package io.eventcart.sharedkernel;

import java.util.List;

/** Lists the carts that a shopper has opened. The slice that opens carts implements it. */
public interface CartsOfShopper {
    /** @return oldest first; the list may be a moment behind the events */
    List<CartId> of(ShopperId shopper);
}
