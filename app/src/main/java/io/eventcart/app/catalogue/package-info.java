/** What the shop sells, read from a file at the start. */
@NullMarked
package io.eventcart.app.catalogue;

import org.jspecify.annotations.NullMarked;
