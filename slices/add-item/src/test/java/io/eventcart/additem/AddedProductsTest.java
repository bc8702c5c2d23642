package io.eventcart.additem;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.additem.AddedProducts.AddedProduct;
import io.eventcart.additem.AddedProducts.MostAdded;
import io.eventcart.platform.sliceapi.Tables;
import io.eventcart.platform.testkit.ProjectionFixture;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ProductId;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

final class AddedProductsTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final CartId OTHER_CART = CartId.of("77777777-6a39-4f0e-9a44-0d6f5a4a9b22");
    private static final ProductId APPLE = ProductId.of("apple");
    private static final ProductId PEAR = ProductId.of("pear");
    private static final ProductId QUINCE = ProductId.of("quince");

    private final ProjectionFixture<AddedProducts> fixture = new ProjectionFixture<>(
            database -> new AddedProducts(JdbcClient.create(database), Tables.SINGLE_COPY));

    @AfterEach
    void dropDatabase() {
        fixture.close();
    }

    @Test
    void nothing_is_most_added_before_anything_is() {
        assertThat(most(10)).isEmpty();
    }

    @Test
    void additions_and_pieces_are_counted_by_product_over_all_carts() {
        fixture.given(added(CART, APPLE, 2), added(CART, PEAR, 1), added(OTHER_CART, APPLE, 3));

        assertThat(most(10))
                .containsExactly(new AddedProduct(APPLE, 2, 5), new AddedProduct(PEAR, 1, 1));
    }

    @Test
    void the_product_added_most_often_comes_first_however_many_pieces_the_others_have() {
        fixture.given(added(CART, PEAR, 999), added(CART, QUINCE, 1), added(CART, QUINCE, 1));

        assertThat(most(10))
                .containsExactly(new AddedProduct(QUINCE, 2, 2), new AddedProduct(PEAR, 1, 999));
    }

    @Test
    void products_added_equally_often_come_in_the_order_of_their_ids() {
        fixture.given(added(CART, PEAR, 1), added(CART, APPLE, 1));

        assertThat(most(10)).extracting(AddedProduct::productId).containsExactly(APPLE, PEAR);
    }

    @Test
    void no_more_products_are_named_than_asked_for() {
        fixture.given(added(CART, APPLE, 1), added(CART, PEAR, 1), added(CART, QUINCE, 1));

        assertThat(most(2)).extracting(AddedProduct::productId).containsExactly(APPLE, PEAR);
    }

    private static ItemAdded added(CartId cart, ProductId product, int quantity) {
        return new ItemAdded(cart, product, "Some fruit", quantity, Money.parse("EUR 0.50"));
    }

    private List<AddedProduct> most(int limit) {
        return fixture.whenAsked(products -> products.answer(new MostAdded(limit))).value();
    }
}
