/**
 * Personal data at rest: sealed with a key a shopper, the keys wrapped by one master key and kept apart from the events.
 *
 * <p>See docs/adr/0012.
 */
@NullMarked
package io.eventcart.app.personaldata;

import org.jspecify.annotations.NullMarked;
