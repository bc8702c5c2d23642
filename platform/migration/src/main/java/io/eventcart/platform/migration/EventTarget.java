package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.StoredEvent;
import java.util.List;
import java.util.Optional;

/** A target of events. A migration resumes after the events that the target has; it stores no other progress. */
interface EventTarget extends EventSource {
    Optional<StoredEvent> last();

    /** Appends all events or none. */
    void append(List<StoredEvent> events);

    /** Called after the last event. */
    default void finish() {}
}
