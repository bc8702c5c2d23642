/** CheckOut -> CartCheckedOut: a shopper buys a cart. View: the receipt. */
@NullMarked
package io.eventcart.checkout;

import org.jspecify.annotations.NullMarked;
