/** Every cart event -> what happened to a cart, how it stood at any version and instant, and which event made it so. */
@NullMarked
package io.eventcart.carthistory;

import org.jspecify.annotations.NullMarked;
