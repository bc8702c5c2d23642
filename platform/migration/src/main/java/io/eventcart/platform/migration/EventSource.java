package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.StoredEvent;
import java.util.stream.Stream;

/** Where events are read from, in their global order, up to the newest at the moment it was opened. */
interface EventSource extends AutoCloseable {
    /** @return for people: what it is and where */
    String where();

    /** @return what kind it is: the name of a store, or {@code file} */
    String kind();

    /** @return how many events there are; -1 if that is only known at the end */
    long count();

    /** Little of it is held at once. To be closed. */
    Stream<StoredEvent> events();

    /** @return how many events came since it was opened */
    default long later() {
        return 0;
    }

    @Override
    void close();
}
