package io.eventcart.sharedkernel;

import org.joda.money.Money;

/**
 * One product in a cart.
 *
 * @param name the product's name when it was last added
 * @param quantity pieces, 1 or more
 * @param unitPrice price of one piece when the product was last added; all pieces of a line have this price
 */
public record Line(ProductId productId, String name, int quantity, Money unitPrice) {
    public Money total() {
        return unitPrice.multipliedBy(quantity);
    }
}
