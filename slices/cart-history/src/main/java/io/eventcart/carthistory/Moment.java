package io.eventcart.carthistory;

import io.eventcart.cartsummary.CartSummary;
import io.eventcart.cartsummary.CartView;
import io.eventcart.sharedkernel.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** A cart as one of its events has left it. */
record Moment(RecordedEvent recorded, CartSummary cart) {
    /** @param before the moment before the event; null if the cart is born with it */
    static Moment after(@Nullable Moment before, RecordedEvent recorded) {
        return new Moment(recorded,
                CartSummary.evolve(before == null ? null : before.cart, recorded.event(), recorded.at()));
    }

    long version() {
        return recorded.version();
    }

    /** @return what {@code GET /api/carts/{id}} showed then */
    CartView view() {
        return CartView.of(recorded.event().cartId(), cart);
    }
}
