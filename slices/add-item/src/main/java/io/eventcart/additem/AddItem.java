package io.eventcart.additem;

import io.eventcart.sharedkernel.CartCommand;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;

/**
 * A shopper puts pieces of a product into a cart.
 *
 * @param name what the shop calls the product
 * @param quantity pieces, 1 to 999
 * @param unitPrice of one piece, from the catalogue, never from the client
 */
public record AddItem(@TargetAggregateIdentifier CartId cartId, ShopperId shopperId, ProductId productId, String name,
        int quantity, Money unitPrice) implements CartCommand<CartVersion> {
    /** @throws IllegalArgumentException if there is nothing to add */
    public AddItem {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity " + quantity + " is not 1 or more");
        }
    }
}
