package io.eventcart.sharedkernel;

import org.joda.money.CurrencyUnit;

/** What the shop sells, and for how much. The one source of prices: a client never names one. */
public interface Catalogue {
    /** The one currency of all its prices. */
    CurrencyUnit currency();

    /** @throws ProductNotFound if the shop has no such product */
    Product product(ProductId productId);
}
