package io.eventcart.platform.testkit;

import io.eventcart.platform.storedevents.EventSerializer;
import io.eventcart.platform.storedevents.StoredTypes;
import io.eventcart.platform.storedevents.UnknownTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** Reads stored events like the app: with its serializer, and every upcaster on the class path in order. */
final class StoredForms {
    private static final String ROOT = "io.eventcart";

    final StoredTypes types = StoredTypes.find();
    final EventSerializer serializer = EventSerializer.of(types);
    private final EventUpcaster upcasters = new EventUpcasterChain(inOrder());

    StoredForms() {
        types.requireUntouched(upcasters, serializer);
    }

    private List<EventUpcaster> inOrder() {
        var scanner = new ClassPathScanningCandidateComponentProvider(true);
        scanner.resetFilters(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(EventUpcaster.class));
        var found = new ArrayList<EventUpcaster>();
        for (var bean : scanner.findCandidateComponents(ROOT)) {
            var type = ClassUtils.resolveClassName(bean.getBeanClassName() + "", null);
            if (type != UnknownTypes.class) {
                found.add((EventUpcaster) BeanUtils.instantiateClass(type));
            }
        }
        found.sort(AnnotationAwareOrderComparator.INSTANCE);
        found.add(new UnknownTypes(types, (stream, sequenceNumber) -> 0));
        return found;
    }

    /** @return the events that readers get for it: none, one or more, all with its token and sequence number */
    Stream<TrackedEventMessage<?>> read(Stored event, String stream, long sequenceNumber, Instant at, long position) {
        var entry = new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(position),
                new StoredEntry(stream, sequenceNumber, at, payload(event), noMetaData()));
        return EventUtils.upcastAndDeserializeTrackedEvents(Stream.of(entry), serializer, upcasters);
    }

    private static SerializedObject<byte[]> payload(Stored event) {
        return new SimpleSerializedObject<>(event.bytes(), byte[].class, event.type(), event.revision());
    }

    private SerializedObject<byte[]> noMetaData() {
        return new SerializedMetaData<>(serializer.serialize(MetaData.emptyInstance(), byte[].class).getData(),
                byte[].class);
    }

    private record StoredEntry(String getAggregateIdentifier, long getSequenceNumber, Instant getTimestamp,
            SerializedObject<byte[]> getPayload,
            SerializedObject<byte[]> getMetaData) implements DomainEventData<byte[]> {
        @Override
        public String getType() {
            return "cart";
        }

        @Override
        public String getEventIdentifier() {
            return getAggregateIdentifier + "-" + getSequenceNumber;
        }
    }
}
