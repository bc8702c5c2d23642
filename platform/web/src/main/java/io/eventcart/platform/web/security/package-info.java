/** Guest sessions, the operator's sign-in, and the access rules. */
@NullMarked
package io.eventcart.platform.web.security;

import org.jspecify.annotations.NullMarked;
