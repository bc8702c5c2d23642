package io.eventcart.sharedkernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

final class CartHistoryTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final CartId OTHER_CART = CartId.of("77777777-6a39-4f0e-9a44-0d6f5a4a9b22");
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    private static final ShopperId BEN = ShopperId.of("be110000-0000-4000-8000-000000000002");
    private static final Instant ONE = Instant.parse("2026-11-24T13:00:00Z");
    private static final Instant TWO = Instant.parse("2026-11-24T14:00:00Z");
    private static final Opened OPENED = new Opened(CART, ANNA);
    private static final Filled FILLED = new Filled(CART);

    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final CartHistory history = new CartHistory(store);

    private record Opened(CartId cartId, ShopperId by) implements CartEvent {
        @Override
        public Cart evolve(Cart cart) {
            return cart.opened(by, CurrencyUnit.EUR);
        }
    }

    private record Filled(CartId cartId) implements CartEvent {
        @Override
        public Cart evolve(Cart cart) {
            return cart.plus(ProductId.of("apple"), "Apple", 1, Money.parse("EUR 0.50"));
        }
    }

    @Test
    void a_history_is_every_event_of_the_cart_oldest_first_with_its_version_time_and_metadata() {
        store.publish(message(0, OPENED, Map.of(), ONE), message(1, FILLED, Map.of("actor", "operator"), TWO));

        assertThat(history.of(CART)).containsExactly(new RecordedEvent(OPENED, 1, ONE, Map.of()),
                new RecordedEvent(FILLED, 2, TWO, Map.of("actor", "operator")));
    }

    @Test
    void a_history_has_the_events_before_a_snapshot_too() {
        store.publish(message(0, OPENED, Map.of(), ONE), message(1, FILLED, Map.of(), TWO));
        store.storeSnapshot(new GenericDomainEventMessage<>("cart", CART.toString(), 1, new CartAggregate()));

        assertThat(history.of(CART).map(RecordedEvent::event)).containsExactly(OPENED, FILLED);
    }

    @Test
    void a_history_has_no_events_of_another_cart() {
        store.publish(message(0, OPENED, Map.of(), ONE), message(0, new Opened(OTHER_CART, BEN), Map.of(), ONE));

        assertThat(history.of(CART).map(RecordedEvent::event)).containsExactly(OPENED);
    }

    @Test
    void a_cart_that_was_never_created_has_no_history_and_no_owner() {
        assertThat(history.of(CART)).isEmpty();
        assertThat(history.isOwnedBy(CART, ANNA)).isFalse();
    }

    @Test
    void a_cart_belongs_to_its_creator_only() {
        store.publish(message(0, OPENED, Map.of(), ONE), message(1, FILLED, Map.of(), TWO));

        assertThat(history.isOwnedBy(CART, ANNA)).isTrue();
        assertThat(history.isOwnedBy(CART, BEN)).isFalse();
    }

    private static GenericDomainEventMessage<CartEvent> message(long sequenceNumber, CartEvent event,
            Map<String, ?> metaData, Instant at) {
        return new GenericDomainEventMessage<>("cart", event.cartId().toString(), sequenceNumber, event, metaData,
                event.cartId() + "-" + sequenceNumber, at);
    }
}
