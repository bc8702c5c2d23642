package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.StoredEvent;
import java.util.List;
import java.util.Optional;

/** Where events are put. What it holds says how far a move has come: nothing else is kept of it. */
interface EventTarget extends EventSource {
    Optional<StoredEvent> last();

    /** All of them or none. */
    void append(List<StoredEvent> events);

    /** All events are there. */
    default void finish() {}
}
