package io.eventcart.additem;

import io.eventcart.platform.testkit.UpcasterFixture;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ProductId;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PriceHasCurrencyTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final ProductId APPLE = ProductId.of("apple");

    @ParameterizedTest
    @CsvSource({"0.5, EUR 0.50", "12, EUR 12.00", "12.299999999999999, EUR 12.30", "0.1, EUR 0.10", "0, EUR 0.00",
            "123456789.01, EUR 123456789.01"})
    void a_bare_price_was_in_euros(String price, String unitPrice) {
        new UpcasterFixture()
                .given("cart.item-added", "1", """
                        {"cartId": "%s", "productId": "apple", "name": "Apple", "quantity": 2, "price": %s}
                        """.formatted(CART, price))
                .expectEvents(new ItemAdded(CART, APPLE, "Apple", 2, Money.parse(unitPrice)));
    }

    @Test
    void what_is_stored_in_the_newest_form_is_left_as_it_is() {
        new UpcasterFixture()
                .given("cart.item-added", "2", """
                        {"cartId": "%s", "productId": "apple", "name": "Apple", "quantity": 2,
                         "unitPrice": {"amount": "0.50", "currency": "CHF"}}
                        """.formatted(CART))
                .expectEvents(new ItemAdded(CART, APPLE, "Apple", 2, Money.parse("CHF 0.50")));
    }

    @Test
    void a_revision_yet_to_come_is_not_taken_for_one_that_is_known() {
        new UpcasterFixture().given("cart.item-added", "3", "{}").expectUnknown("cart.item-added", "3");
    }
}
