package io.eventcart.insights.answers;

import io.eventcart.insights.answers.HistoryEvent.AddedItem;
import io.eventcart.insights.answers.HistoryEvent.CheckedOutCart;
import io.eventcart.insights.answers.HistoryEvent.CreatedCart;
import io.eventcart.insights.answers.HistoryEvent.OtherEvent;
import io.eventcart.insights.answers.HistoryEvent.RemovedItem;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is seen of a history, and when its carts were idle: event by event, from the contract's definitions. */
final class IdleFold {
    /** @param content what the cart held when the idle time began */
    record IdleTime(HistoryEvent begin, Cart content) {}

    private IdleFold() {}

    static List<HistoryEvent> seen(List<HistoryEvent> events, Instant asOf) {
        return events.stream().filter(event -> !event.at().isAfter(asOf)).toList();
    }

    static boolean isIn(Period period, Instant at) {
        return (period.from() == null || !at.isBefore(period.from()))
                && (period.to() == null || at.isBefore(period.to()));
    }

    static <E extends HistoryEvent> Stream<E> only(Class<E> type, List<HistoryEvent> events) {
        return events.stream().filter(type::isInstance).map(type::cast);
    }

    static Map<UUID, List<HistoryEvent>> byCart(List<HistoryEvent> events) {
        return events.stream()
                .collect(Collectors.groupingBy(HistoryEvent::cart, LinkedHashMap::new, Collectors.toList()));
    }

    /** @return the last idle time of each cart that was ever idle */
    static Map<UUID, IdleTime> lastIdle(List<HistoryEvent> seen, Duration idle, Instant asOf) {
        var last = new LinkedHashMap<UUID, IdleTime>();
        byCart(seen).forEach((cart, history) -> {
            var state = Cart.NONE;
            for (var i = 0; i < history.size(); i++) {
                state = evolve(state, history.get(i));
                var end = i + 1 < history.size() ? history.get(i + 1).at() : asOf;
                var isOpen = state.exists() && !state.isCheckedOut() && !state.isEmpty();
                if (isOpen && Duration.between(history.get(i).at(), end).compareTo(idle) >= 0) {
                    last.put(cart, new IdleTime(history.get(i), state));
                }
            }
        });
        return last;
    }

    private static Cart evolve(Cart cart, HistoryEvent event) {
        return switch (event) {
            case CreatedCart created -> cart.opened(new ShopperId(created.shopper()), created.currency());
            case AddedItem added ->
                cart.plus(new ProductId(added.productId()), added.name(), added.quantity(), added.unitPrice());
            case RemovedItem removed -> cart.minus(new ProductId(removed.productId()), removed.quantity());
            case CheckedOutCart bought -> cart.checkedOut();
            case OtherEvent other -> cart;
        };
    }
}
