package io.eventcart.cartsummary;

import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cart folded from its events up to one version. Immutable; the projection and readers of the history fold it alike.
 *
 * <p>It folds by {@link CartEvent#evolve}, so new event types need no change here.
 *
 * @param version of the cart after the latest event
 * @param createdAt of the first event
 * @param updatedAt of the latest one
 * @param checkedOutAt null for an open cart
 */
public record CartSummary(Cart cart, long version, Instant createdAt, Instant updatedAt,
        @Nullable Instant checkedOutAt) {
    /**
     * @param summary of the earlier events; null if {@code event} is the first
     * @param version of the cart after the event. It can't be counted here, since upcasters may split or drop events
     */
    public static CartSummary evolve(@Nullable CartSummary summary, CartEvent event, long version, Instant at) {
        if (summary == null) {
            return new CartSummary(event.evolve(Cart.NONE), version, at, at, null);
        }
        var cart = event.evolve(summary.cart);
        var checkedOutNow = cart.isCheckedOut() && summary.checkedOutAt == null;
        return new CartSummary(cart, version, summary.createdAt, at,
                checkedOutNow ? at : summary.checkedOutAt);
    }
}
