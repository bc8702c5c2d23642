package io.eventcart.platform.sliceapi;

import java.util.List;

/** Brings stored events into the form that the code of today writes, by the upcasters of all slices. */
public interface NewestForm {
    /**
     * @return the event with its newest type, revision, data and metadata, as JSON; unchanged if no code knows its type. An upcaster may
     *         drop an event, or make several out of one
     */
    List<StoredEvent> of(StoredEvent event);
}
