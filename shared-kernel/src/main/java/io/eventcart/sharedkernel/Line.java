package io.eventcart.sharedkernel;

import org.joda.money.Money;

/**
 * One product in a cart.
 *
 * @param name what the shop called it when it was last added
 * @param quantity pieces, 1 or more
 * @param unitPrice of one piece, when it was last added: a line has one price
 */
public record Line(ProductId productId, String name, int quantity, Money unitPrice) {
    public Money total() {
        return unitPrice.multipliedBy(quantity);
    }
}
