package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.storedevents.UnknownTypes;
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
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** Upcasts an event to its newest form with the upcasters of all slices, in the app's order. */
final class UpcastToNewest implements EventTransform {
    private static final String ROOT = "io.eventcart";

    private final Serializer serializer = Jackson3Serializer.builder().build();
    private final EventUpcaster upcasters;

    UpcastToNewest(EventUpcaster upcasters) {
        this.upcasters = upcasters;
    }

    static UpcastToNewest ofTheSlices() {
        try (var context = new AnnotationConfigApplicationContext()) {
            var scanner = new ClassPathBeanDefinitionScanner(context, false);
            scanner.addIncludeFilter(new AssignableTypeFilter(EventUpcaster.class));
            scanner.addExcludeFilter(new AssignableTypeFilter(UnknownTypes.class)); // Unknown types stay unchanged.
            scanner.scan(ROOT);
            context.refresh();
            return new UpcastToNewest(new EventUpcasterChain(
                    context.getBeanProvider(EventUpcaster.class).orderedStream().toList()));
        }
    }

    @Override
    public List<StoredEvent> transform(StoredEvent event) {
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
