package io.eventcart.sharedkernel;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The state of a cart, as far as decisions need it. Immutable: {@link CartEvent#evolve} returns the next state.
 *
 * @param owner the shopper whose cart it is; null for a cart that does not exist
 * @param currency of all its prices; null for a cart that does not exist
 * @param lines one for each product, in the order in which the products were first added
 */
@JsonAutoDetect(isGetterVisibility = Visibility.NONE)
public record Cart(Status status, @Nullable ShopperId owner, @Nullable CurrencyUnit currency, List<Line> lines) {
    /** The state before the first event. */
    public static final Cart NONE = new Cart(Status.NONE, null, null, List.of());

    /** {@code NONE} before the first event; then {@code OPEN}; at last {@code CHECKED_OUT}. */
    public enum Status {
        NONE, OPEN, CHECKED_OUT
    }

    public Cart {
        lines = List.copyOf(lines);
    }

    public boolean exists() {
        return status != Status.NONE;
    }

    public boolean isCheckedOut() {
        return status == Status.CHECKED_OUT;
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    public Optional<Line> line(ProductId productId) {
        return lines.stream().filter(line -> line.productId().equals(productId)).findFirst();
    }

    /** @return pieces of that product in the cart, 0 if there are none */
    public int quantityOf(ProductId productId) {
        return line(productId).map(Line::quantity).orElse(0);
    }

    /** @return the sum of all lines, zero for an empty cart; call it only if the cart exists */
    public Money total() {
        return lines.stream().map(Line::total).reduce(Money.zero(Objects.requireNonNull(currency)), Money::plus);
    }

    public Cart opened(ShopperId by, CurrencyUnit in) {
        return new Cart(Status.OPEN, by, in, lines);
    }

    public Cart checkedOut() {
        return new Cart(Status.CHECKED_OUT, owner, currency, lines);
    }

    /** All pieces of the line get the name and price of this addition. */
    public Cart plus(ProductId productId, String name, int quantity, Money unitPrice) {
        var next = new ArrayList<>(lines);
        var added = new Line(productId, name, quantityOf(productId) + quantity, unitPrice);
        line(productId).ifPresentOrElse(present -> next.set(next.indexOf(present), added), () -> next.add(added));
        return new Cart(status, owner, currency, next);
    }

    public Cart minus(ProductId productId, int quantity) {
        var next = new ArrayList<>(lines);
        next.replaceAll(line -> line.productId().equals(productId)
                ? new Line(line.productId(), line.name(), line.quantity() - quantity, line.unitPrice())
                : line);
        next.removeIf(line -> line.quantity() <= 0);
        return new Cart(status, owner, currency, next);
    }
}
