package io.eventcart.sharedkernel;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for something that its owner and the operator may see. Endpoints take it as an argument.
 *
 * @param shopperId null for the operator
 */
public record Reader(@Nullable ShopperId shopperId) {
    public static final Reader OPERATOR = new Reader(null);

    public static Reader shopper(ShopperId shopperId) {
        return new Reader(shopperId);
    }

    /** @param owner whose it is; null if there is nothing that could be somebody's */
    public boolean mayRead(@Nullable ShopperId owner) {
        return owner != null && (shopperId == null || shopperId.equals(owner));
    }
}
