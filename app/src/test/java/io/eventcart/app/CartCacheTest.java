package io.eventcart.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.platform.eventstore.AggregateCache;
import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartAggregate;
import io.eventcart.sharedkernel.CartCommand;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartHistory;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Carts;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

final class CartCacheTest {
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    private static final int BYTES = 1 << 20;

    private final AggregateCache cache = new AggregateCache(BYTES,
            root -> root instanceof CartAggregate cart ? cart.bytes() : 0);
    private final Carts carts = carts();

    private Carts carts() {
        var store = EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
        return new Carts(EventSourcingRepository.builder(CartAggregate.class).eventStore(store).cache(cache).build(),
                new CartHistory(store));
    }

    private record Open(CartId cartId, ShopperId shopperId) implements CartCommand<Void> {}

    private record Filled(CartId cartId, int lines) implements CartEvent {
        @Override
        public Cart evolve(Cart cart) {
            var filled = cart.opened(ANNA, CurrencyUnit.EUR);
            for (var n = 0; n < lines; n++) {
                filled = filled.plus(ProductId.of("product-" + n), "Product number " + n, 1, Money.parse("EUR 1.00"));
            }
            return filled;
        }
    }

    private String open(int lines) {
        var command = new Open(new CartId(UUID.randomUUID()), ANNA);
        new DefaultUnitOfWork<>(new GenericCommandMessage<>(command))
                .executeWithResult(
                        () -> carts.create(command, Guard.NONE, cart -> List.of(new Filled(command.cartId(), lines))));
        return command.cartId().toString();
    }

    private long cachedOf(List<String> opened) {
        return opened.stream().filter(cache::containsKey).count();
    }

    @Test
    void large_carts_take_the_room_of_many_small_ones() {
        var small = new ArrayList<>(IntStream.range(0, 500).mapToObj(n -> open(0)).toList());
        assertThat(cachedOf(small)).isEqualTo(500);

        var large = IntStream.range(0, 100).mapToObj(n -> open(100)).toList();

        // A cart of 100 lines is counted as some 36 kB: a MiB holds less than thirty of them.
        await().until(() -> cachedOf(large) + cachedOf(small) < 500 && cachedOf(large) < 30);
    }
}
