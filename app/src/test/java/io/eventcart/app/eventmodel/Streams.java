package io.eventcart.app.eventmodel;

import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.ShopperEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** Given events as they stand in a store: each in its stream, the first at noon, each that follows a minute later. */
final class Streams {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private Streams() {}

    static EmbeddedEventStore emptyStore() {
        return EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
    }

    /** @return in the same order; an event's id is its stream, a hyphen, and its number in it from 1 */
    static List<DomainEventMessage<Object>> of(List<EventMessage<Object>> events) {
        var versions = new HashMap<String, Long>();
        var happened = new ArrayList<DomainEventMessage<Object>>();
        for (var event : events) {
            var stream = streamOf(event.getPayload());
            var version = Objects.requireNonNull(versions.merge(stream, 1L, Long::sum));
            happened.add(new GenericDomainEventMessage<>(
                    event.getPayload() instanceof CartEvent ? "cart" : ShopperEvent.STREAM_TYPE, stream, version - 1,
                    event.getPayload(), event.getMetaData(), stream + "-" + version,
                    NOON.plus(Duration.ofMinutes(happened.size()))));
        }
        return happened;
    }

    private static String streamOf(Object event) {
        return switch (event) {
            case CartEvent ofCart -> ofCart.cartId().toString();
            case ShopperEvent ofShopper -> ShopperEvent.streamOf(ofShopper.shopperId());
            default ->
                throw new AssertionError(event.getClass() + " is of no stream that is known: teach Streams which");
        };
    }
}
