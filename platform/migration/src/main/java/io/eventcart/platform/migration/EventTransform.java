package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.StoredEvent;
import java.util.List;

/**
 * Changes history on its way into a new store: {@code migrate --transform CLASS}. A public class with a public constructor
 * without parameters.
 *
 * <p>It must give the same for the same event whenever it is asked: a move that was cut off goes on by asking again.
 */
public interface EventTransform {
    /**
     * Events are given in the order of the store. Of what is given back, position, sequence number and hash are made anew, and
     * so is the id of a second event with the same one; all else is stored as it is. Data that is sealed for a shopper can
     * be left out, but neither renamed nor moved: it opens only in the type, stream and field that it was sealed for.
     *
     * @return what is to stand in the event's place: itself, others, several, or none
     */
    List<StoredEvent> transform(StoredEvent event);

    /** @return the event with another type, revision or payload, and all else as it was */
    static StoredEvent changed(StoredEvent event, String type, String revision, byte[] payload) {
        return new StoredEvent(event.position(), event.aggregateType(), event.aggregateId(), event.sequenceNumber(),
                event.eventId(), event.at(), type, revision, payload, event.metaData());
    }
}
