package io.eventcart.insights.answers;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** An event as the answers see it, in memory. */
sealed interface HistoryEvent {
    /** What every event has. */
    record Place(long position, Instant at, UUID cart, long version, UUID shopper) {}

    record CreatedCart(Place place, CurrencyUnit currency) implements HistoryEvent {
        @Override
        public String type() {
            return "cart.cart-created";
        }
    }

    record AddedItem(Place place, String productId, String name, int quantity,
            Money unitPrice) implements HistoryEvent {
        @Override
        public String type() {
            return "cart.item-added";
        }
    }

    record RemovedItem(Place place, String productId, int quantity) implements HistoryEvent {
        @Override
        public String type() {
            return "cart.item-removed";
        }
    }

    record BoughtLine(String productId, String name, int quantity, Money unitPrice) {}

    record CheckedOutCart(Place place, List<BoughtLine> lines, Money total) implements HistoryEvent {
        @Override
        public String type() {
            return "cart.cart-checked-out";
        }
    }

    /** Of a slice that the answers do not know. */
    record OtherEvent(Place place, String type) implements HistoryEvent {}

    Place place();

    String type();

    default long position() {
        return place().position();
    }

    default Instant at() {
        return place().at();
    }

    default UUID cart() {
        return place().cart();
    }

    default UUID shopper() {
        return place().shopper();
    }
}
