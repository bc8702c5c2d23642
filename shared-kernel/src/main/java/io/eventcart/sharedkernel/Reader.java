package io.eventcart.sharedkernel;

import org.jspecify.annotations.Nullable;

/**
 * The caller of a query whose result only the owner and the operator may see. Endpoints take it as an argument.
 *
 * @param shopperId null for the operator
 */
public record Reader(@Nullable ShopperId shopperId) {
    public static final Reader OPERATOR = new Reader(null);

    public static Reader shopper(ShopperId shopperId) {
        return new Reader(shopperId);
    }

    /** @param owner the shopper whom the result belongs to; null if there is no result */
    public boolean mayRead(@Nullable ShopperId owner) {
        return owner != null && (shopperId == null || shopperId.equals(owner));
    }
}
