package io.eventcart.sharedkernel;

import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Reads carts' events from the event store itself, so it is never behind. */
@Component
public final class CartHistory {
    private final EventStore events;

    public CartHistory(EventStore events) {
        this.events = events;
    }

    /** @return every event of the cart in its newest form, oldest first, snapshots left aside; empty if there is no such cart */
    public Stream<RecordedEvent> of(CartId cartId) {
        return after(cartId, 0);
    }

    /**
     * Reads on from a version.
     *
     * @param version 0 or more
     * @return the events that came after the cart was at that version, oldest first
     */
    public Stream<RecordedEvent> after(CartId cartId, long version) {
        // The position to read from makes Axon read events, not the latest snapshot.
        return events.readEvents(cartId.toString(), version).asStream()
                .map(message -> new RecordedEvent((CartEvent) message.getPayload(), message.getSequenceNumber() + 1,
                        message.getTimestamp(), message.getMetaData()));
    }

    /** @return how many events the cart has, 0 if there is no such cart */
    public long versionOf(CartId cartId) {
        return events.lastSequenceNumberFor(cartId.toString()).orElse(-1L) + 1;
    }

    /** @return whether the cart exists and belongs to that shopper */
    public boolean isOwnedBy(CartId cartId, ShopperId shopperId) {
        return isReadableBy(cartId, Reader.shopper(shopperId));
    }

    /** @return whether the cart exists and is that reader's to see */
    public boolean isReadableBy(CartId cartId, Reader reader) {
        return reader.mayRead(of(cartId).limit(1).reduce(Cart.NONE, (cart, recorded) -> recorded.event().evolve(cart),
                (first, second) -> second).owner());
    }
}
