package io.eventcart.forgetshopper;

import io.eventcart.sharedkernel.ShopperEvent;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** The erasures, read from the event store itself, so they are never stale. */
@Component
final class Erasures {
    private static final long FIRST = 0;

    private final EventStore events;

    Erasures(EventStore events) {
        this.events = events;
    }

    /** @return the time of the erasure, in milliseconds as stored */
    Optional<Instant> timeOf(ShopperId shopper) {
        return events.readEvents(ShopperEvent.streamOf(shopper), FIRST).asStream()
                .filter(message -> message.getPayload() instanceof ShopperDataErased)
                .map(message -> message.getTimestamp().truncatedTo(ChronoUnit.MILLIS))
                .findFirst();
    }

    /** Appends the first event of the shopper's stream. If two erasures race, the store accepts one and the other is retried. */
    void append(ShopperDataErased event) {
        events.publish(new GenericDomainEventMessage<>(ShopperEvent.STREAM_TYPE,
                ShopperEvent.streamOf(event.shopperId()), FIRST, event));
    }
}
