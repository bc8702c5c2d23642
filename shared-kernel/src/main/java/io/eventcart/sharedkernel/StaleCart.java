package io.eventcart.sharedkernel;

import org.axonframework.modelling.command.ConcurrencyException;

/** The cart that a decision saw is not the latest: another instance has written meanwhile. To be decided again. */
@SuppressWarnings("serial")
public final class StaleCart extends ConcurrencyException {
    /** By which it is known when it comes from another instance, as a text. */
    public static final String FAULT = "is no longer at version";

    StaleCart(CartId cartId, long version) {
        super("cart " + cartId + " " + FAULT + " " + version);
    }
}
