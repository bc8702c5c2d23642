package io.eventcart.platform.storedevents;

import io.eventcart.platform.sliceapi.UnknownEventType;
import java.util.function.LongSupplier;
import org.axonframework.serialization.SerializedType;
import org.jspecify.annotations.Nullable;

/** Replaces an unknown stored type until the event's payload is requested. */
record UnknownType(String getName, @Nullable String getRevision, String stream, long sequenceNumber,
        LongSupplier position) implements SerializedType {
    UnknownEventType failure() {
        return new UnknownEventType(getName, getRevision, stream, sequenceNumber, position.getAsLong());
    }
}
