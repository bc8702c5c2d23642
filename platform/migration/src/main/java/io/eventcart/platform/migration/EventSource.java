package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.StoredEvent;
import java.util.stream.Stream;

/** A source of events in their global order, up to the newest one at the time of opening. */
interface EventSource extends AutoCloseable {
    /** @return the kind and the location, for people */
    String where();

    /** @return the kind: the name of a store, or {@code file} */
    String kind();

    /** @return the number of events; -1 if that is only known at the end */
    long count();

    /** The events, streamed. The caller closes the stream. */
    Stream<StoredEvent> events();

    /** @return the number of events stored since the source was opened */
    default long later() {
        return 0;
    }

    @Override
    void close();
}
