package io.eventcart.createcart;

import io.eventcart.sharedkernel.CartId;
import java.time.Instant;

/** An entry in the list of a shopper's carts. */
public record ShopperCart(CartId cartId, Instant createdAt) {}
