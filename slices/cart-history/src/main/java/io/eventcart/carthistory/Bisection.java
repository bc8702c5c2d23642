package io.eventcart.carthistory;

import io.eventcart.cartsummary.CartView;

/**
 * The first version at which a condition holds.
 *
 * @param event the event that made the condition true
 * @param before the cart one version earlier
 * @param after the cart at {@code version}
 */
record Bisection(long version, HistoryItem event, CartView before, CartView after) {}
