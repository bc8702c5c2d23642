/** How much one caller may ask for before the answer is 429. */
@NullMarked
package io.eventcart.platform.web.limits;

import org.jspecify.annotations.NullMarked;
