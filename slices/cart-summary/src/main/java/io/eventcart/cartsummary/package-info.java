/** Every cart event -> the cart as its shopper sees it, in a table, with updates pushed to subscribers. */
@NullMarked
package io.eventcart.cartsummary;

import org.jspecify.annotations.NullMarked;
