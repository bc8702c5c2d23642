/** The events of all streams in global order -> a feed that other systems follow, by pages or as it happens. */
@NullMarked
package io.eventcart.eventfeed;

import org.jspecify.annotations.NullMarked;
