package io.eventcart.cartsummary;

import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartVersion;
import io.eventcart.sharedkernel.Line;
import io.eventcart.sharedkernel.ProductId;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The cart that {@code GET /api/carts/{id}} returns.
 *
 * @param itemCount the number of pieces in all lines
 * @param total of all lines; zero for an empty cart
 * @param version of the cart after the latest event in it
 * @param checkedOutAt null for an open cart
 */
public record CartView(CartId cartId, Cart.Status status, List<ItemLine> lines, int itemCount, Money total,
        long version, Instant createdAt, Instant updatedAt, @Nullable Instant checkedOutAt) {
    /** One product of the cart. */
    public record ItemLine(ProductId productId, String name, int quantity, Money unitPrice, Money lineTotal) {
        static ItemLine of(Line line) {
            return new ItemLine(line.productId(), line.name(), line.quantity(), line.unitPrice(), line.total());
        }
    }

    public static CartView of(CartId cartId, CartSummary summary) {
        var cart = summary.cart();
        return new CartView(cartId, cart.status(), cart.lines().stream().map(ItemLine::of).toList(),
                cart.lines().stream().mapToInt(Line::quantity).sum(), cart.total(), summary.version(),
                summary.createdAt(), summary.updatedAt(), summary.checkedOutAt());
    }

    String eTag() {
        return CartVersion.eTag(version);
    }
}
