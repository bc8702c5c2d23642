package io.eventcart.sharedkernel;

import java.util.Optional;

/** The cart that a shopper's pages show: the newest one that is open. The slice that creates carts implements it. */
public interface CurrentCart {
    /** @return the shopper's open cart; empty if all are checked out, or there is none */
    Optional<CartId> of(ShopperId shopper);

    /**
     * Creates a cart if the shopper has no open one. Two pages that do so at once get the same cart.
     *
     * @return the shopper's open cart
     */
    CartId openFor(ShopperId shopper);
}
