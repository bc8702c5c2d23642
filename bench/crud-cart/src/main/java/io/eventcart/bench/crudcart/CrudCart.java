package io.eventcart.bench.crudcart;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "cart")
class CrudCart {
    private static final int MOST_PRODUCTS = 100;
    private static final int MOST_PIECES = 999;

    enum Status {
        OPEN, CHECKED_OUT
    }

    @Id
    private UUID id;

    /** Null tells Spring Data that the cart is new. */
    @Version
    private @Nullable Long version;

    private UUID shopperId;

    @Enumerated(EnumType.STRING)
    private Status status = Status.OPEN;

    @Column(length = 3)
    private String currency;

    private Instant createdAt;

    /** Changes with every change of a line too, so that each of them raises the version. */
    private Instant updatedAt;

    private @Nullable Instant checkedOutAt;

    @OneToMany(mappedBy = "cart", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("id")
    private List<CartLine> lines = new ArrayList<>();

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected CrudCart() {}

    CrudCart(UUID id, UUID shopperId, CurrencyUnit currency, Instant now) {
        this.id = id;
        this.shopperId = shopperId;
        this.currency = currency.getCode();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Puts pieces of a product in; the line's name and price become those of this addition. */
    void add(CrudCatalogue.Product product, int quantity, Instant now) {
        checkOpen();
        var line = line(product.productId());
        if (line.isEmpty() && lines.size() == MOST_PRODUCTS) {
            throw Refusal.conflict("cart-full", "The cart holds " + MOST_PRODUCTS + " different products.",
                    Map.of("mostProducts", MOST_PRODUCTS));
        }
        int inCart = line.map(CartLine::quantity).orElse(0);
        if (inCart + quantity > MOST_PIECES) {
            throw Refusal.conflict("cart-full", "The cart holds " + inCart + " of this product.",
                    Map.of("inCart", inCart, "mostOfOne", MOST_PIECES));
        }
        line.ifPresentOrElse(present -> present.add(product, quantity),
                () -> lines.add(new CartLine(this, product, quantity)));
        updatedAt = now;
    }

    /** @param quantity null for all of the product */
    void remove(String productId, @Nullable Integer quantity, Instant now) {
        checkOpen();
        var line = line(productId).filter(present -> quantity == null || quantity <= present.quantity())
                .orElseThrow(() -> itemNotInCart(productId));
        if (quantity == null || quantity == line.quantity()) {
            lines.remove(line);
        } else {
            line.remove(quantity);
        }
        updatedAt = now;
    }

    void checkOut(Instant now) {
        checkOpen();
        if (lines.isEmpty()) {
            throw Refusal.conflict("cart-empty", "Cart " + id + " is empty.", Map.of("cartId", id));
        }
        status = Status.CHECKED_OUT;
        checkedOutAt = now;
        updatedAt = now;
    }

    Money total() {
        return lines.stream().map(line -> line.total(currency())).reduce(Money.zero(currency()), Money::plus);
    }

    private void checkOpen() {
        if (status == Status.CHECKED_OUT) {
            throw Refusal.conflict("cart-checked-out", "Cart " + id + " is checked out.", Map.of("cartId", id));
        }
    }

    private Refusal itemNotInCart(String productId) {
        int inCart = line(productId).map(CartLine::quantity).orElse(0);
        return Refusal.conflict("item-not-in-cart", "The cart holds " + inCart + " of " + productId + ".",
                Map.of("inCart", inCart));
    }

    private Optional<CartLine> line(String productId) {
        return lines.stream().filter(line -> line.productId().equals(productId)).findFirst();
    }

    UUID id() {
        return id;
    }

    /** @return how many changes made the cart what it is, its creation included; only of a cart that is stored */
    long version() {
        return version == null ? 0 : version + 1;
    }

    Status status() {
        return status;
    }

    CurrencyUnit currency() {
        return CurrencyUnit.of(currency);
    }

    List<CartLine> lines() {
        return lines;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    @Nullable
    Instant checkedOutAt() {
        return checkedOutAt;
    }

    boolean isOwnedBy(UUID shopper) {
        return shopperId.equals(shopper);
    }
}
