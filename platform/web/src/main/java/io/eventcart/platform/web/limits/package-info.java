/** Limits the calls of one caller. Beyond a limit the answer is 429. */
@NullMarked
package io.eventcart.platform.web.limits;

import org.jspecify.annotations.NullMarked;
