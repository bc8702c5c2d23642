/**
 * Every cart event -> the history of a cart, its state at any version and instant, and the event that first made a condition true.
 */
@NullMarked
package io.eventcart.carthistory;

import org.jspecify.annotations.NullMarked;
