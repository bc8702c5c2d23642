package io.eventcart.bench.crudcart;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "cart_line")
class CartLine {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "cart_line_seq")
    @SequenceGenerator(name = "cart_line_seq", sequenceName = "cart_line_seq", allocationSize = 50)
    @SuppressWarnings("UnusedVariable") // JPA's.
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @SuppressWarnings("UnusedVariable") // JPA's.
    private CrudCart cart;

    private String productId;
    private String name;
    private int quantity;
    private BigDecimal unitPrice;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected CartLine() {}

    CartLine(CrudCart cart, CrudCatalogue.Product product, int quantity) {
        this.cart = cart;
        this.productId = product.productId();
        this.name = product.name();
        this.quantity = quantity;
        this.unitPrice = product.price().getAmount();
    }

    void add(CrudCatalogue.Product product, int pieces) {
        name = product.name();
        unitPrice = product.price().getAmount();
        quantity += pieces;
    }

    void remove(int pieces) {
        quantity -= pieces;
    }

    String productId() {
        return productId;
    }

    String name() {
        return name;
    }

    int quantity() {
        return quantity;
    }

    Money unitPrice(CurrencyUnit currency) {
        return BigMoney.of(currency, unitPrice).toMoney();
    }

    Money total(CurrencyUnit currency) {
        return unitPrice(currency).multipliedBy(quantity);
    }
}
