/** Calls the apps without HTTP, to tell the cost of the command from that of the server around it. */
@NullMarked
package io.eventcart.bench.inprocess;

import org.jspecify.annotations.NullMarked;
