package io.eventcart.insights.copy;

import io.eventcart.platform.sliceapi.StoredEvent;

/**
 * What a copy contains.
 *
 * @param position up to which it contains all events
 * @param events how many
 * @param lastPosition of the last event in it; 0 if there is none
 * @param lastEvent identifies that event, so that a copy of another store is recognised; see {@link #identityOf}
 */
record CopyState(long position, long events, long lastPosition, String lastEvent) {
    static final CopyState NOTHING = new CopyState(0, 0, 0, "");

    /** Its hash covers the event and all before it in its stream. */
    static String identityOf(StoredEvent event) {
        return event.eventId() + " " + event.hash();
    }
}
