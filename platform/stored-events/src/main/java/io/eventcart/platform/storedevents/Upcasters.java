package io.eventcart.platform.storedevents;

import io.eventcart.platform.sliceapi.NewestForm;
import io.eventcart.platform.sliceapi.StoredEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.jspecify.annotations.Nullable;

/** Upcasts an event to its newest form with the upcasters of all slices, in the app's order. */
public final class Upcasters implements NewestForm {
    private final Serializer serializer = Jackson3Serializer.builder().build();
    private final StoredTypes types;
    private final EventUpcaster upcasters;

    /** @param upcasters of the slices, in the app's order, without {@link UnknownTypes} */
    public Upcasters(StoredTypes types, EventUpcaster upcasters) {
        this.types = types;
        this.upcasters = upcasters;
    }

    /** An event in its current form passes no upcaster: {@link StoredTypes#requireUntouched} has checked that none would change it. */
    @Override
    public List<StoredEvent> of(StoredEvent event) {
        if (types.include(event.type(), event.revision())) {
            return List.of(event);
        }
        var entry = new UpcasterInput(event, new SimpleSerializedObject<>(event.payload(), byte[].class, event.type(),
                event.revision().isEmpty() ? null : event.revision()),
                serializer.serialize(MetaData.from(event.metaData()), byte[].class));
        return upcasters.upcast(Stream.of(new InitialEventRepresentation(entry, serializer)))
                .map(newest -> newest(event, newest)).toList();
    }

    private static StoredEvent newest(StoredEvent event, IntermediateEventRepresentation newest) {
        var revision = Objects.requireNonNullElse(newest.getType().getRevision(), "");
        if (newest.getType().getName().equals(event.type()) && revision.equals(event.revision())) {
            return event;
        }
        Map<String, @Nullable Object> metaData = new LinkedHashMap<>(newest.getMetaData().getObject());
        return new StoredEvent(event.position(), event.aggregateType(), event.aggregateId(), event.sequenceNumber(),
                event.eventId(), event.at(), newest.getType().getName(), revision,
                newest.getData(byte[].class).getData(), metaData);
    }

    /** The event in the form that Axon's upcasters take. */
    private record UpcasterInput(StoredEvent event, SerializedObject<byte[]> getPayload,
            SerializedObject<byte[]> getMetaData)
            implements
                DomainEventData<byte[]> {
        @Override
        public String getType() {
            return event.aggregateType();
        }

        @Override
        public String getAggregateIdentifier() {
            return event.aggregateId();
        }

        @Override
        public long getSequenceNumber() {
            return event.sequenceNumber();
        }

        @Override
        public String getEventIdentifier() {
            return event.eventId();
        }

        @Override
        public Instant getTimestamp() {
            return event.at();
        }
    }
}
