/** How much one caller may ask for before the shop answers 429. */
@NullMarked
package io.eventcart.app.limits;

import org.jspecify.annotations.NullMarked;
