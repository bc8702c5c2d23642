package io.eventcart.insights.answers;

import io.eventcart.insights.answers.HistoryEvent.AddedItem;
import io.eventcart.insights.answers.HistoryEvent.BoughtLine;
import io.eventcart.insights.answers.HistoryEvent.CheckedOutCart;
import io.eventcart.insights.answers.HistoryEvent.CreatedCart;
import io.eventcart.insights.answers.HistoryEvent.OtherEvent;
import io.eventcart.insights.answers.HistoryEvent.Place;
import io.eventcart.insights.answers.HistoryEvent.RemovedItem;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Writes a history event by event. Each is stored after the one before, with a gap in the positions between the two. */
final class ShopHistory {
    static final UUID ANNA = UUID.fromString("a0000000-0000-4000-8000-000000000000");
    static final UUID BEN = UUID.fromString("b0000000-0000-4000-8000-000000000000");
    static final UUID CART_1 = UUID.fromString("11111111-0000-4000-8000-000000000000");
    static final UUID CART_2 = UUID.fromString("22222222-0000-4000-8000-000000000000");
    static final UUID CART_3 = UUID.fromString("33333333-0000-4000-8000-000000000000");
    /** As signed numbers, these bits are below those of the carts above; as a text, the id comes after them. */
    static final UUID CART_4 = UUID.fromString("f4444444-0000-4000-8000-000000000000");

    private final List<HistoryEvent> events = new ArrayList<>();
    private final Map<UUID, Cart> carts = new HashMap<>();
    private final Map<UUID, Long> versions = new HashMap<>();

    /** @param time on Tuesday, 24 November 2026, such as {@code "12:00"}; or a whole instant */
    static Instant at(String time) {
        return Instant.parse(time.contains("T") ? time : "2026-11-24T" + time + (time.length() == 5 ? ":00Z" : "Z"));
    }

    List<HistoryEvent> events() {
        return List.copyOf(events);
    }

    Cart cart(UUID id) {
        return carts.getOrDefault(id, Cart.NONE);
    }

    ShopHistory created(String time, UUID cart, UUID shopper) {
        return created(at(time), cart, shopper, CurrencyUnit.EUR);
    }

    ShopHistory created(Instant at, UUID cart, UUID shopper, CurrencyUnit currency) {
        carts.put(cart, cart(cart).opened(new ShopperId(shopper), currency));
        events.add(new CreatedCart(next(at, cart), currency));
        return this;
    }

    /** At a price of 2.50 a piece. */
    ShopHistory added(String time, UUID cart, String product, int quantity) {
        return added(at(time), cart, product, product, quantity, "2.50");
    }

    ShopHistory added(Instant at, UUID cart, String product, String name, int quantity, String price) {
        var unitPrice = Money.parse(cart(cart).currency() + " " + price);
        carts.put(cart, cart(cart).plus(new ProductId(product), name, quantity, unitPrice));
        events.add(new AddedItem(next(at, cart), product, name, quantity, unitPrice));
        return this;
    }

    ShopHistory removed(String time, UUID cart, String product, int quantity) {
        return removed(at(time), cart, product, quantity);
    }

    ShopHistory removed(Instant at, UUID cart, String product, int quantity) {
        carts.put(cart, cart(cart).minus(new ProductId(product), quantity));
        events.add(new RemovedItem(next(at, cart), product, quantity));
        return this;
    }

    ShopHistory checkedOut(String time, UUID cart) {
        return checkedOut(at(time), cart);
    }

    ShopHistory checkedOut(Instant at, UUID cart) {
        carts.put(cart, cart(cart).checkedOut());
        events.add(new CheckedOutCart(next(at, cart), cart(cart).lines().stream().map(line -> new BoughtLine(
                line.productId().value(), line.name(), line.quantity(), line.unitPrice())).toList(),
                cart(cart).total()));
        return this;
    }

    /** An event of a slice that the answers do not know; see {@link AnalyticalTables#OTHER_TYPE}. */
    ShopHistory noted(String time, UUID cart) {
        return noted(at(time), cart);
    }

    ShopHistory noted(Instant at, UUID cart) {
        events.add(new OtherEvent(next(at, cart), AnalyticalTables.OTHER_TYPE));
        return this;
    }

    private Place next(Instant at, UUID cart) {
        return new Place(10L * events.size() + 10, at, cart, versions.merge(cart, 1L, Long::sum), ownerOf(cart));
    }

    private UUID ownerOf(UUID cart) {
        var owner = cart(cart).owner();
        if (owner == null) {
            throw new IllegalStateException("Cart " + cart + " is not created yet");
        }
        return owner.value();
    }
}
