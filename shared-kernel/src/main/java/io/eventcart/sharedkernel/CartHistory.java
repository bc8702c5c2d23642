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

    /** @return every event of the cart, oldest first, upcast to its newest revision, without snapshots; empty if there is no such cart */
    public Stream<RecordedEvent> of(CartId cartId) {
        return after(cartId, 0);
    }

    /**
     * Reads the events after a version.
     *
     * @param version 0 or more
     * @return the events after that version, oldest first; the stream throws {@link UnreadableEvent} or {@link UnknownEventType}
     *         at an event that can't be read
     */
    public Stream<RecordedEvent> after(CartId cartId, long version) {
        // With a first sequence number, Axon reads events and not the latest snapshot.
        var stored = translatingFailures(cartId, () -> events.readEvents(cartId.toString(), version));
        return Stream.iterate(next(cartId, stored), Optional::isPresent, event -> next(cartId, stored))
                .flatMap(Optional::stream);
    }

    private static Optional<RecordedEvent> next(CartId cartId, DomainEventStream stored) {
        return translatingFailures(cartId,
                () -> stored.hasNext() ? Optional.of(recorded(stored.next())) : Optional.empty());
    }

    private static RecordedEvent recorded(DomainEventMessage<?> message) {
        return new RecordedEvent((CartEvent) message.getPayload(), message.getSequenceNumber() + 1,
                message.getTimestamp(), message.getMetaData());
    }

    private static <T> T translatingFailures(CartId cartId, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            throw UnreadableEvent.translate(e, cartId);
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

    /** @return whether the cart exists and that reader may see it */
    public boolean isReadableBy(CartId cartId, Reader reader) {
        return reader.mayRead(of(cartId).limit(1).reduce(Cart.NONE, (cart, recorded) -> recorded.event().evolve(cart),
                (first, second) -> second).owner());
    }
}
