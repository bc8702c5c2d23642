/** The form of an event in the store: names, revisions, serializer, hash chain, and events that no code knows. */
@NullMarked
package io.eventcart.platform.storedevents;

import org.jspecify.annotations.NullMarked;
