package io.eventcart.carthistory;

import io.eventcart.additem.ItemAdded;
import io.eventcart.checkout.CartCheckedOut;
import io.eventcart.createcart.CartCreated;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.eventcart.removeitem.ItemRemoved;
import io.eventcart.sharedkernel.AllCarts;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Line;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** An event store in memory with the tests' events. */
final class Carts {
    static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    static final CartId OTHER_CART = CartId.of("77777777-6a39-4f0e-9a44-0d6f5a4a9b22");
    static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    static final ShopperId BEN = ShopperId.of("be110000-0000-4000-8000-000000000002");
    static final ProductId APPLE = ProductId.of("apple");
    static final ProductId PEAR = ProductId.of("pear");
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final EventStore store = EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final List<String> births = new ArrayList<>();

    CartHistory history() {
        return new CartHistory(store);
    }

    AllCarts all() {
        return new AllCarts(new StoredEvents() {
            @Override
            public long head() {
                return births.size();
            }

            @Override
            public Stream<StoredEvent> between(long after, long upTo) {
                return births.stream().map(cart -> new StoredEvent(0, "cart", cart, 0, "", NOON, "", "",
                        new byte[0], Map.of()));
            }

            @Override
            public long positionOf(long count) {
                throw new AssertionError("not asked for");
            }

            @Override
            public Optional<StoredEvent> find(String aggregateId, long sequenceNumber) {
                throw new AssertionError("not asked for");
            }
        });
    }

    TimeMachine timeMachine() {
        return new TimeMachine(history(), new PlainData());
    }

    /** The first event of a cart happens at noon, each later one a minute after the previous. */
    Carts given(CartId cart, CartEvent... events) {
        return given(cart, Map.of("actor", "shopper:" + ANNA, "command", "Shop", "appVersion", "1.0"), events);
    }

    Carts given(CartId cart, Map<String, String> metaData, CartEvent... events) {
        if (!births.contains(cart.toString())) {
            births.add(cart.toString());
        }
        for (var event : events) {
            var next = history().of(cart).count();
            store.publish(new GenericDomainEventMessage<>("cart", cart.toString(), next, event, metaData,
                    cart + "-" + next, NOON.plusSeconds(60 * next)));
        }
        return this;
    }

    /** One more event of an existing version, as if an upcaster had split a stored event. */
    Carts givenPart(CartId cart, long version, CartEvent event) {
        store.publish(new GenericDomainEventMessage<>("cart", cart.toString(), version - 1, event, Map.of(),
                cart + "-" + (version - 1) + "-part", NOON.plusSeconds(60 * (version - 1))));
        return this;
    }

    /** A cart whose first event is no cart event. */
    Carts givenUnreadable(String cart) {
        births.add(cart);
        store.publish(new GenericDomainEventMessage<>("cart", cart, 0, "no event of a cart"));
        return this;
    }

    static CartCreated created() {
        return new CartCreated(CART, ANNA, CurrencyUnit.EUR);
    }

    static ItemAdded apples(int quantity) {
        return new ItemAdded(CART, APPLE, "Apple", quantity, Money.parse("EUR 0.50"));
    }

    static ItemAdded pears(int quantity) {
        return new ItemAdded(CART, PEAR, "Pear", quantity, Money.parse("EUR 0.75"));
    }

    static ItemRemoved noApples(int quantity) {
        return new ItemRemoved(CART, APPLE, quantity);
    }

    static CartCheckedOut bought() {
        return new CartCheckedOut(CART, ANNA, List.of(new Line(APPLE, "Apple", 1, Money.parse("EUR 0.50"))),
                Money.parse("EUR 0.50"));
    }
}
