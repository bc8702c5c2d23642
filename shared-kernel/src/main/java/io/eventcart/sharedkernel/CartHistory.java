package io.eventcart.sharedkernel;

import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Reads a cart's events from the event store itself, so it is never behind. */
@Component
public final class CartHistory {
    private final EventStore events;

    public CartHistory(EventStore events) {
        this.events = events;
    }

    /** @return every event of the cart, oldest first, snapshots left aside; empty if there is no such cart */
    public Stream<RecordedEvent> of(CartId cartId) {
        // The position to read from makes Axon read events, not the latest snapshot.
        return events.readEvents(cartId.toString(), 0).asStream()
                .map(message -> new RecordedEvent((CartEvent) message.getPayload(), message.getSequenceNumber() + 1,
                        message.getTimestamp(), message.getMetaData()));
    }

    /** @return whether the cart exists and belongs to that shopper */
    public boolean isOwnedBy(CartId cartId, ShopperId shopperId) {
        return shopperId.equals(of(cartId).limit(1).reduce(Cart.NONE, (cart, recorded) -> recorded.event().evolve(cart),
                (first, second) -> second).owner());
    }
}
