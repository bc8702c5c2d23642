package io.eventcart.checkout;

import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.sharedkernel.CartCommand;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ShopperId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A shopper buys a cart.
 *
 * @param deliverTo encrypted before the command is sent, since a command may leave the process; null if nothing is to be delivered
 */
public record CheckOut(@TargetAggregateIdentifier CartId cartId, ShopperId shopperId,
        @Nullable EncryptedField<Address> deliverTo)
        implements
            CartCommand<CheckOut.Order> {
    /** Without delivery. */
    public CheckOut(CartId cartId, ShopperId shopperId) {
        this(cartId, shopperId, null);
    }

    /** The result: the total that the shopper owes. */
    public record Order(CartId cartId, long version, Money total) {}
}
