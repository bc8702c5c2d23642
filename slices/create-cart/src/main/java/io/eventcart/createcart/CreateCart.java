package io.eventcart.createcart;

import io.eventcart.sharedkernel.CartCommand;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.ShopperId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.CurrencyUnit;

/**
 * A shopper opens a cart.
 *
 * @param cartId chosen by the sender, so that the same intent sent twice is one cart
 * @param currency of all prices in it, the catalogue's at this moment
 */
public record CreateCart(@TargetAggregateIdentifier CartId cartId, ShopperId shopperId, CurrencyUnit currency)
        implements
            CartCommand<CartVersion> {}
