package io.eventcart.removeitem;

import io.eventcart.additem.ItemAdded;
import io.eventcart.platform.sliceapi.Tables;
import io.eventcart.platform.testkit.ProjectionFixture;
import io.eventcart.platform.testkit.UpcasterFixture;
import io.eventcart.removeitem.RemovedProducts.MostRemoved;
import io.eventcart.removeitem.RemovedProducts.RemovedProduct;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ProductId;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

final class PrototypesEventsTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final ProductId APPLE = ProductId.of("apple");
    private static final ProductId PEAR = ProductId.of("pear");
    private static final String REPLACED = """
            {"cartId": "%s", "removed": {"productId": "apple", "quantity": 2},
             "added": {"productId": "pear", "name": "Pear", "quantity": 1, "price": 0.75}}
            """.formatted(CART);

    @Test
    void a_product_dropped_is_an_item_removed() {
        new UpcasterFixture()
                .given("cart.product-dropped", "1", """
                        {"cartId": "%s", "productId": "apple", "quantity": 2}
                        """.formatted(CART))
                .expectEvents(new ItemRemoved(CART, APPLE, 2));
    }

    @Test
    void an_item_replaced_is_split_renamed_and_brought_up_to_date_step_by_step() {
        new UpcasterFixture()
                .given("cart.item-replaced", "1", REPLACED)
                .expectEvents(new ItemRemoved(CART, APPLE, 2),
                        new ItemAdded(CART, PEAR, "Pear", 1, Money.parse("EUR 0.75")));
    }

    @Test
    void an_item_replaced_counts_as_removed() {
        try (var fixture = new ProjectionFixture<>(
                database -> new RemovedProducts(JdbcClient.create(database), Tables.SINGLE_COPY))) {
            fixture.givenStored(CART.toString(), "cart.item-replaced", "1", REPLACED)
                    .whenAsked(products -> products.answer(new MostRemoved(10)))
                    .expect(List.of(new RemovedProduct(APPLE, 1, 2)));
        }
    }
}
