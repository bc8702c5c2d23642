package io.eventcart.cartsummary;

import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ShopperId;

/** Query: a shopper's cart as it is shown. Answered by a {@link CartView}, by nothing if the shopper has no such cart. */
public record FindCart(CartId cartId, ShopperId shopperId) {}
