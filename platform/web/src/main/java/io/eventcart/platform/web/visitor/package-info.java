/** Who is asking. */
@NullMarked
package io.eventcart.platform.web.visitor;

import org.jspecify.annotations.NullMarked;
