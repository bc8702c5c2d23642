/** Who is asking: guest sessions, the operator, and what each may do. */
@NullMarked
package io.eventcart.app.security;

import org.jspecify.annotations.NullMarked;
