package io.eventcart.platform.storedevents;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** An already serialized event, so that its hash covers exactly the stored bytes. */
@SuppressWarnings("serial")
final class ChainedEvent<T> extends GenericDomainEventMessage<T> {
    private final transient SerializedObject<byte[]> payload;

    ChainedEvent(DomainEventMessage<T> event, Instant at, MetaData metaData, SerializedObject<byte[]> payload) {
        super(event.getType(), event.getAggregateIdentifier(), event.getSequenceNumber(), event.withMetaData(metaData),
                at);
        this.payload = payload;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S> SerializedObject<S> serializePayload(Serializer serializer, Class<S> expectedRepresentation) {
        return expectedRepresentation == byte[].class
                ? (SerializedObject<S>) payload
                : super.serializePayload(serializer, expectedRepresentation);
    }
}
