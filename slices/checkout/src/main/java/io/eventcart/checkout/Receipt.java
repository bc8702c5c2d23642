package io.eventcart.checkout;

import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Line;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A purchase: lines, total, shopper and time.
 *
 * @param deliverTo the address as JSON, {@code {"erased": true}} after an erasure; encrypted in the table; null if none was given
 */
public record Receipt(CartId cartId, ShopperId shopperId, List<Item> lines, Money total, Instant checkedOutAt,
        @Nullable Object deliverTo) {
    /** One product that was bought. */
    public record Item(ProductId productId, String name, int quantity, Money unitPrice, Money lineTotal) {
        static Item of(Line line) {
            return new Item(line.productId(), line.name(), line.quantity(), line.unitPrice(), line.total());
        }
    }

    static Receipt of(CartCheckedOut event, Instant at) {
        return new Receipt(event.cartId(), event.shopperId(), event.lines().stream().map(Item::of).toList(),
                event.total(), at, event.deliverTo());
    }
}
