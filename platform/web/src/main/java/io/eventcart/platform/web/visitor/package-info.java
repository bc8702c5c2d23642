/** Identifies the caller. */
@NullMarked
package io.eventcart.platform.web.visitor;

import org.jspecify.annotations.NullMarked;
