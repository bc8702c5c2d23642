/** Every cart event -> the cart as its shopper sees it, kept in the database, pushed to who watches. */
@NullMarked
package io.eventcart.cartsummary;

import org.jspecify.annotations.NullMarked;
