/** CreateCart -> CartCreated: a shopper creates a cart. View: a shopper's carts. */
@NullMarked
package io.eventcart.createcart;

import org.jspecify.annotations.NullMarked;
