package io.eventcart.createcart;

import io.eventcart.sharedkernel.CartCommand;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.ShopperId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.CurrencyUnit;

/**
 * A shopper creates a cart.
 *
 * @param cartId chosen by the sender, so that a command sent twice creates one cart
 * @param currency of all prices in the cart, taken from the catalogue
 */
public record CreateCart(@TargetAggregateIdentifier CartId cartId, ShopperId shopperId, CurrencyUnit currency)
        implements
            CartCommand<CartVersion> {}
