package io.eventcart.removeitem;

import io.eventcart.sharedkernel.CartCommand;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A shopper takes pieces of a product out of a cart.
 *
 * @param quantity pieces, 1 to 999; null for all
 */
public record RemoveItem(@TargetAggregateIdentifier CartId cartId, ShopperId shopperId, ProductId productId,
        @Nullable Integer quantity) implements CartCommand<CartVersion> {
    /** @throws IllegalArgumentException if there is nothing to remove */
    public RemoveItem {
        if (quantity != null && quantity < 1) {
            throw new IllegalArgumentException("quantity " + quantity + " is not 1 or more");
        }
    }
}
