package io.eventcart.platform.storedevents;

import io.eventcart.platform.sliceapi.UnknownEventType;
import java.util.function.LongSupplier;
import org.axonframework.serialization.SerializedType;
import org.jspecify.annotations.Nullable;

/** What stands in place of a stored type that no code knows, until somebody asks for the event. */
record UnknownType(String getName, @Nullable String getRevision, String stream, long sequenceNumber,
        LongSupplier position) implements SerializedType {
    UnknownEventType failure() {
        return new UnknownEventType(getName, getRevision, stream, sequenceNumber, position.getAsLong());
    }
}
