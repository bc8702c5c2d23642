package io.eventcart.checkout;

import io.eventcart.sharedkernel.CartCommand;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ShopperId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;

/** A shopper buys what is in a cart. */
public record CheckOut(@TargetAggregateIdentifier CartId cartId, ShopperId shopperId)
        implements
            CartCommand<CheckOut.Order> {
    /** What the shopper owes. */
    public record Order(CartId cartId, long version, Money total) {}
}
