/** Guest sessions, the operator, and who may call what. */
@NullMarked
package io.eventcart.platform.web.security;

import org.jspecify.annotations.NullMarked;
