/** Moves all events to another store, or to and from a file. */
@NullMarked
package io.eventcart.app.moving;

import org.jspecify.annotations.NullMarked;
