package io.eventcart.sharedkernel;

import org.joda.money.CurrencyUnit;

/** The shop's products and their prices. The only source of prices: clients never send one. */
public interface Catalogue {
    /** The currency of all its prices. */
    CurrencyUnit currency();

    /** @throws ProductNotFound if the shop has no such product */
    Product product(ProductId productId);
}
