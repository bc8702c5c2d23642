/** Copies all events to another store, or to and from a file. */
@NullMarked
package io.eventcart.platform.migration;

import org.jspecify.annotations.NullMarked;
