/** Commands that run in a terminal instead of a server. */
@NullMarked
package io.eventcart.platform.commandline;

import org.jspecify.annotations.NullMarked;
