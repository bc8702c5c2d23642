/** Every error as a problem document with a remedy, and the id of the request that it belongs to. */
@NullMarked
package io.eventcart.platform.web.problems;

import org.jspecify.annotations.NullMarked;
