package io.eventcart.carthistory;

import static java.util.stream.Collectors.toMap;

import io.eventcart.cartsummary.CartView;
import io.eventcart.cartsummary.CartView.ItemLine;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ProductId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two versions of a cart.
 *
 * @param added lines that are only in the later version
 * @param removed lines that are only in the earlier one
 * @param changed lines whose quantity, price or name differs
 * @param before null if the cart did not exist yet
 * @param events the events after {@code from}, up to {@code to}
 */
record CartDiff(CartId cartId, long from, long to, List<ItemLine> added, List<ItemLine> removed,
        List<Change> changed, @Nullable State before, State after, List<HistoryItem> events) {
    /** One product's line, before and after. */
    record Change(ProductId productId, ItemLine before, ItemLine after) {}

    /** The cart as a whole. */
    record State(long version, Instant at, Cart.Status status, int itemCount, Money total) {
        static State of(CartView view) {
            return new State(view.version(), view.updatedAt(), view.status(), view.itemCount(), view.total());
        }
    }

    static CartDiff between(CartView before, CartView after, List<HistoryItem> events) {
        var then = byProduct(before);
        var later = byProduct(after);
        return new CartDiff(after.cartId(), before.version(), after.version(),
                after.lines().stream().filter(line -> !then.containsKey(line.productId())).toList(),
                before.lines().stream().filter(line -> !later.containsKey(line.productId())).toList(),
                changes(before, later),
                State.of(before), State.of(after), events);
    }

    /** @param first the cart as its first event made it */
    static CartDiff birth(CartView first, List<HistoryItem> events) {
        return new CartDiff(first.cartId(), 0, first.version(), first.lines(), List.of(), List.of(), null,
                State.of(first), events);
    }

    private static List<Change> changes(CartView before, Map<ProductId, ItemLine> later) {
        return before.lines().stream().flatMap(line -> Stream.ofNullable(later.get(line.productId()))
                .filter(now -> !now.equals(line)).map(now -> new Change(line.productId(), line, now))).toList();
    }

    private static Map<ProductId, ItemLine> byProduct(CartView view) {
        return view.lines().stream().collect(toMap(ItemLine::productId, line -> line));
    }
}
