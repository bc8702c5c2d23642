/** Commands that are run in a terminal instead of a server. */
@NullMarked
package io.eventcart.app.commandline;

import org.jspecify.annotations.NullMarked;
