/** Personal data at rest: encrypted with a key a person, and the keys with one master key, apart from the events. See docs/adr/0012. */
@NullMarked
package io.eventcart.platform.personaldata;

import org.jspecify.annotations.NullMarked;
