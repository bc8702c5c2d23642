/** The entry point, for any Java version. */
@NullMarked
package io.eventcart;

import org.jspecify.annotations.NullMarked;
