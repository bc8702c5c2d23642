/** RemoveItem -> ItemRemoved: a shopper takes pieces of a product out again. Answers what is taken out again. */
@NullMarked
package io.eventcart.removeitem;

import org.jspecify.annotations.NullMarked;
