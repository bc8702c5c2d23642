/** The shop's products, read from a file at the start. */
@NullMarked
package io.eventcart.productcatalogue;

import org.jspecify.annotations.NullMarked;
