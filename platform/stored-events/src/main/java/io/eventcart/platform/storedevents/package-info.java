/** The form of an event in the store: names, revisions, serializer, hash chain, and events of unknown types. */
@NullMarked
package io.eventcart.platform.storedevents;

import org.jspecify.annotations.NullMarked;
