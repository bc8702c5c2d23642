package io.eventcart.sharedkernel;

import java.util.List;

/** Which carts has a shopper opened? Answered by the slice that opens carts. */
public interface CartsOfShopper {
    /** @return oldest first; it may be a moment behind */
    List<CartId> of(ShopperId shopper);
}
