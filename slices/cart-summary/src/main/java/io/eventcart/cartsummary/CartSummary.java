package io.eventcart.cartsummary;

import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cart as its events up to one version have made it. Immutable, and the same whoever folds it: the projection, or a
 * reader of the history.
 *
 * <p>It folds by {@link CartEvent#evolve}, so the events of a slice yet to come need no change here.
 *
 * @param version of the cart after the latest event
 * @param createdAt of the first event
 * @param updatedAt of the latest one
 * @param checkedOutAt null for an open cart
 */
public record CartSummary(Cart cart, long version, Instant createdAt, Instant updatedAt,
        @Nullable Instant checkedOutAt) {
    /**
     * @param summary of the events before; null if {@code event} is the first
     * @param version of the cart after the event: events that were split or dropped when read make counting wrong
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
