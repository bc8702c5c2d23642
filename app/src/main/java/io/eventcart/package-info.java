/** Where a start begins, on whatever Java is at hand. */
@NullMarked
package io.eventcart;

import org.jspecify.annotations.NullMarked;
