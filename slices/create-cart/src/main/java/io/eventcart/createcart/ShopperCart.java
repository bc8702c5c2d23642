package io.eventcart.createcart;

import io.eventcart.sharedkernel.CartId;
import java.time.Instant;

/** A cart in the list of its shopper's carts. */
public record ShopperCart(CartId cartId, Instant createdAt) {}
