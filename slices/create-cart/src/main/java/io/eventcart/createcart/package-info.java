/** CreateCart -> CartCreated: a shopper opens a cart. Answers which carts a shopper has. */
@NullMarked
package io.eventcart.createcart;

import org.jspecify.annotations.NullMarked;
