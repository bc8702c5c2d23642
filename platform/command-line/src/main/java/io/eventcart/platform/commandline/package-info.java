/** Runs commands in a terminal instead of the server. */
@NullMarked
package io.eventcart.platform.commandline;

import org.jspecify.annotations.NullMarked;
