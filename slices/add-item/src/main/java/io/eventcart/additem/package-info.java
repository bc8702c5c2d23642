/** AddItem -> ItemAdded: a shopper puts pieces of a product into a cart. View: how often each product is added. */
@NullMarked
package io.eventcart.additem;

import org.jspecify.annotations.NullMarked;
