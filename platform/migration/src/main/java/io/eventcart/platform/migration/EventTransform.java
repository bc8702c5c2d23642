package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.StoredEvent;
import java.util.List;

/**
 * Changes events during a migration: {@code migrate --transform CLASS}. The class is public and has a public constructor without
 * parameters.
 *
 * <p>It must be deterministic: a resumed migration calls it again for the same events.
 */
public interface EventTransform {
    /**
     * Called for each event in the order of the store. The result gets a new position, sequence number and hash; a second event
     * with the same id gets a new id; everything else is stored unchanged. An encrypted field may be left out, but not renamed or
     * moved: it can be decrypted only in its type, stream and field.
     *
     * @return the replacement: the event itself, one or more others, or none
     */
    List<StoredEvent> transform(StoredEvent event);

    /** @return the event with that type, revision and payload; everything else is unchanged */
    static StoredEvent changed(StoredEvent event, String type, String revision, byte[] payload) {
        return new StoredEvent(event.position(), event.aggregateType(), event.aggregateId(), event.sequenceNumber(),
                event.eventId(), event.at(), type, revision, payload, event.metaData());
    }
}
