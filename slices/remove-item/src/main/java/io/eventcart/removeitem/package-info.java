/** RemoveItem -> ItemRemoved: a shopper takes pieces of a product out again. View: how often each product is removed. */
@NullMarked
package io.eventcart.removeitem;

import org.jspecify.annotations.NullMarked;
