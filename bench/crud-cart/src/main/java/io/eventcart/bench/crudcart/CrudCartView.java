package io.eventcart.bench.crudcart;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The cart as it is shown: field for field what Eventcart shows. */
public record CrudCartView(UUID cartId, CrudCart.Status status, List<ItemLine> lines, int itemCount, Money total,
        long version,
        Instant createdAt, Instant updatedAt, @Nullable Instant checkedOutAt) {
    /** One product of the cart. */
    public record ItemLine(String productId, String name, int quantity, Money unitPrice, Money lineTotal) {}

    static CrudCartView of(CrudCart cart) {
        var currency = cart.currency();
        var lines = cart.lines().stream().map(line -> new ItemLine(line.productId(), line.name(), line.quantity(),
                line.unitPrice(currency), line.total(currency))).toList();
        return new CrudCartView(cart.id(), cart.status(), lines, lines.stream().mapToInt(ItemLine::quantity).sum(),
                cart.total(), cart.version(), cart.createdAt(), cart.updatedAt(), cart.checkedOutAt());
    }
}
