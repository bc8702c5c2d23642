package io.eventcart.platform.testkit;

import io.eventcart.platform.sliceapi.StoredAs;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartId;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** An event for the test kit's own tests. */
@StoredAs("cart.gift-wrapped")
@Revision("2")
record GiftWrapped(CartId cartId, Money price, List<Card> cards, @Nullable String ribbon) implements CartEvent {
    /** A nested part of the event. */
    record Card(String text, @Nullable String colour) {}

    @Override
    public Cart evolve(Cart cart) {
        throw new UnsupportedOperationException("can't be folded");
    }
}
