package io.eventcart.sharedkernel;

import org.joda.money.Money;

/** A product as the shop sells it at this moment. */
public record Product(ProductId productId, String name, Money price) {}
