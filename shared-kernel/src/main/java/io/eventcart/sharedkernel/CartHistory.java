package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.UnknownEventType;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
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
     * @return the events that came after the cart was at that version, oldest first; reading on throws {@link UnreadableEvent} or
     *         {@link UnknownEventType} at an event that can't be read
     */
    public Stream<RecordedEvent> after(CartId cartId, long version) {
        // The position to read from makes Axon read events, not the latest snapshot.
        var stored = reading(cartId, () -> events.readEvents(cartId.toString(), version));
        return Stream.iterate(next(cartId, stored), Optional::isPresent, event -> next(cartId, stored))
                .flatMap(Optional::stream);
    }

    private static Optional<RecordedEvent> next(CartId cartId, DomainEventStream stored) {
        return reading(cartId, () -> stored.hasNext() ? Optional.of(recorded(stored.next())) : Optional.empty());
    }

    private static RecordedEvent recorded(DomainEventMessage<?> message) {
        return new RecordedEvent((CartEvent) message.getPayload(), message.getSequenceNumber() + 1,
                message.getTimestamp(), message.getMetaData());
    }

    private static <T> T reading(CartId cartId, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            throw UnreadableEvent.inPlaceOf(e, cartId);
        }
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
