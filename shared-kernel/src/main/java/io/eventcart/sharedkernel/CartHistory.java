package io.eventcart.sharedkernel;

import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Reads carts' events from the event store itself, so it is never behind. */
@Component
public final class CartHistory {
    private static final String CART = "cart";
    private static final int LONGEST_SILENCE_SECONDS = 10;

    private final EventStore events;

    public CartHistory(EventStore events) {
        this.events = events;
    }

    /** @return every event of the cart, oldest first, snapshots left aside; empty if there is no such cart */
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

    /**
     * Walks through the whole store, from its first event to the one that is the last when the walk begins.
     *
     * @param visitor is shown every cart once, in the order of their births; false ends the walk
     * @throws StoreUnavailable if the store falls silent on the way
     */
    public void walk(Predicate<CartId> visitor) {
        var head = events.createHeadToken();
        var last = head == null ? -1 : head.position().orElse(-1);
        if (last < 0) {
            return;
        }
        try (var stream = events.openStream(null)) {
            var goesOn = true;
            while (goesOn) {
                if (!stream.hasNextAvailable(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new StoreUnavailable("the event store has fallen silent", new IllegalStateException());
                }
                var event = stream.nextAvailable();
                goesOn = (!isBirth(event) || visitor.test(cartOf(event)))
                        && event.trackingToken().position().orElse(last) < last;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while reading the event store", e);
        }
    }

    private static boolean isBirth(TrackedEventMessage<?> event) {
        return event instanceof DomainEventMessage<?> ofCart && ofCart.getSequenceNumber() == 0
                && CART.equals(ofCart.getType());
    }

    private static CartId cartOf(TrackedEventMessage<?> event) {
        return CartId.of(((DomainEventMessage<?>) event).getAggregateIdentifier());
    }
}
