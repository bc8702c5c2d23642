package io.eventcart.removeitem;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.sliceapi.Tables;
import io.eventcart.platform.testkit.ProjectionFixture;
import io.eventcart.removeitem.RemovedProducts.MostRemoved;
import io.eventcart.removeitem.RemovedProducts.RemovedProduct;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ProductId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

final class RemovedProductsTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final CartId OTHER_CART = CartId.of("77777777-6a39-4f0e-9a44-0d6f5a4a9b22");
    private static final ProductId APPLE = ProductId.of("apple");
    private static final ProductId PEAR = ProductId.of("pear");
    private static final ProductId QUINCE = ProductId.of("quince");

    private final ProjectionFixture<RemovedProducts> fixture = new ProjectionFixture<>(
            database -> new RemovedProducts(JdbcClient.create(database), Tables.SINGLE_COPY));

    @AfterEach
    void dropDatabase() {
        fixture.close();
    }

    @Test
    void nothing_is_most_removed_before_anything_is() {
        assertThat(most(10)).isEmpty();
    }

    @Test
    void removals_and_pieces_are_counted_by_product_over_all_carts() {
        fixture.given(removed(CART, APPLE, 2), removed(CART, PEAR, 1), removed(OTHER_CART, APPLE, 3));

        assertThat(most(10))
                .containsExactly(new RemovedProduct(APPLE, 2, 5), new RemovedProduct(PEAR, 1, 1));
    }

    @Test
    void the_product_removed_most_often_comes_first_however_many_pieces_the_others_have() {
        fixture.given(removed(CART, PEAR, 999), removed(CART, QUINCE, 1), removed(CART, QUINCE, 1));

        assertThat(most(10))
                .containsExactly(new RemovedProduct(QUINCE, 2, 2), new RemovedProduct(PEAR, 1, 999));
    }

    @Test
    void products_removed_equally_often_come_in_the_order_of_their_ids() {
        fixture.given(removed(CART, PEAR, 1), removed(CART, APPLE, 1));

        assertThat(most(10)).extracting(RemovedProduct::productId).containsExactly(APPLE,
                PEAR);
    }

    @Test
    void no_more_products_are_named_than_asked_for() {
        fixture.given(removed(CART, APPLE, 1), removed(CART, PEAR, 1), removed(CART, QUINCE, 1));

        assertThat(most(2)).extracting(RemovedProduct::productId).containsExactly(APPLE,
                PEAR);
    }

    private static ItemRemoved removed(CartId cart, ProductId product, int quantity) {
        return new ItemRemoved(cart, product, quantity);
    }

    private List<RemovedProduct> most(int limit) {
        return fixture.whenAsked(products -> products.answer(new MostRemoved(limit))).value();
    }
}
