/** CheckOut -> CartCheckedOut: a shopper buys what is in a cart. Answers what was bought. */
@NullMarked
package io.eventcart.checkout;

import org.jspecify.annotations.NullMarked;
