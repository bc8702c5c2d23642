package io.eventcart.platform.storedevents;

import java.util.function.LongSupplier;
import java.util.function.ToLongBiFunction;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The last upcaster: marks events that are still of an unknown type or revision. It does not throw, since one thread may read for
 * many; {@link EventSerializer} throws when the payload is requested.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
public final class UnknownTypes implements EventUpcaster {
    private final StoredTypes types;
    private final ToLongBiFunction<String, Long> positions;

    /** @param positions finds an event's position by its stream and sequence number; 0 if it can't */
    public UnknownTypes(StoredTypes types, ToLongBiFunction<String, Long> positions) {
        this.types = types;
        this.positions = positions;
    }

    @Override
    public Stream<IntermediateEventRepresentation> upcast(Stream<IntermediateEventRepresentation> events) {
        return events.map(event -> isKnown(event) ? event : marked(event));
    }

    private boolean isKnown(IntermediateEventRepresentation event) {
        return event.getType() instanceof UnknownType
                || types.include(event.getType().getName(), event.getType().getRevision());
    }

    private IntermediateEventRepresentation marked(IntermediateEventRepresentation event) {
        var stream = event.getAggregateIdentifier().orElse("no stream");
        var sequenceNumber = event.getSequenceNumber().orElse(-1L);
        LongSupplier position = () -> event.getTrackingToken().map(UnknownTypes::positionOf)
                .orElseGet(() -> positions.applyAsLong(stream, sequenceNumber));
        return withType(event, event.getContentType(), new UnknownType(event.getType().getName(),
                event.getType().getRevision(), stream, sequenceNumber, position));
    }

    private static <T> IntermediateEventRepresentation withType(IntermediateEventRepresentation event, Class<T> content,
            UnknownType type) {
        return event.upcast(type, content, data -> data, metaData -> metaData);
    }

    /** Axon Server counts from 0, the database from 1; positions here count from 1. */
    private static long positionOf(TrackingToken token) {
        var position = token.position().orElse(0);
        return token instanceof GlobalSequenceTrackingToken ? position + 1 : position;
    }
}
