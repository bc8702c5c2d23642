package io.eventcart.insights.copy;

import io.eventcart.platform.sliceapi.DataFolder;
import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.SettledHead;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Line;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.json.JsonMapper;

/** An event store in memory, with events of the shape that the cart's have. */
final class StoredHistory implements StoredEvents, SettledHead {
    static final Instant NOON = Instant.parse("2026-12-01T12:00:00.123456Z");
    private static final Map<String, Class<? extends DomainEvent>> TYPES = Map.of(
            "cart.cart-created", Created.class, "cart.item-added", Added.class, "cart.cart-checked-out",
            CheckedOut.class);

    private final List<StoredEvent> events = new CopyOnWriteArrayList<>();
    volatile long settled = Long.MAX_VALUE;

    /** An event of a cart, without its effect on one. */
    interface CartTestEvent extends DomainEvent {
        @Override
        default String streamType() {
            return "cart";
        }

        @Override
        default String stream() {
            return "any";
        }
    }

    @Revision("1")
    record Created(CartId cartId, ShopperId shopperId, CurrencyUnit currency) implements CartTestEvent {}

    @Revision("2")
    record Added(CartId cartId, ProductId productId, String name, int quantity,
            Money unitPrice) implements CartTestEvent {}

    @Revision("1")
    record CheckedOut(CartId cartId, ShopperId shopperId, List<Line> lines, Money total,
            EncryptedField<String> deliverTo) implements CartTestEvent {}

    AnalyticalCopy copyIn(Path folder) {
        return copyIn(folder, TYPES);
    }

    AnalyticalCopy copyIn(Path folder, Map<String, Class<? extends DomainEvent>> types) {
        return new AnalyticalCopy(new CopyFolder(new DataFolder() {
            @Override
            public Path resolve(String name) {
                return folder.resolve(name);
            }

            @Override
            public byte[] secret(String name, Supplier<byte[]> fresh) {
                return fresh.get();
            }
        }), new CopySettings("256MB", 2), new EventSource(this, this),
                () -> types,
                List::of, new JsonMapper());
    }

    /** Stores an event at the next position but one, as a store with gaps does. */
    StoredHistory event(String stream, long version, String type, String revision, String data) {
        var position = head() + 2;
        events.add(new StoredEvent(position, "cart", stream, version - 1, UUID.randomUUID().toString(),
                NOON.plusSeconds(position), type,
                revision, data.getBytes(StandardCharsets.UTF_8), Map.of(MetaDataKeys.ACTOR, "import")));
        return this;
    }

    StoredHistory created(String cart, String shopper) {
        return event(cart, 1, "cart.cart-created", "1",
                "{\"cartId\":\"" + cart + "\",\"shopperId\":\"" + shopper + "\",\"currency\":\"EUR\"}");
    }

    StoredHistory added(String cart, long version, String product, int quantity, String price) {
        return event(cart, version, "cart.item-added", "2", "{\"cartId\":\"" + cart + "\",\"productId\":\"" + product
                + "\",\"name\":\"A " + product + "\",\"quantity\":" + quantity + ",\"unitPrice\":{\"amount\":\"" + price
                + "\",\"currency\":\"EUR\"}}");
    }

    @Override
    public long head() {
        return events.isEmpty() ? 0 : events.getLast().position();
    }

    @Override
    public long position() {
        return Math.min(settled, head());
    }

    @Override
    public long positionOf(long n) {
        return n == 0 ? 0 : events.get((int) n - 1).position();
    }

    @Override
    public Stream<StoredEvent> between(long after, long upTo) {
        return events.stream().filter(event -> event.position() > after && event.position() <= upTo);
    }

    @Override
    public Optional<StoredEvent> find(String aggregateId, long sequenceNumber) {
        return events.stream()
                .filter(event -> event.aggregateId().equals(aggregateId) && event.sequenceNumber() == sequenceNumber)
                .findFirst();
    }
}
