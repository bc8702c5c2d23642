package io.eventcart.cartsummary;

import io.eventcart.platform.testkit.UpcasterFixture;
import org.junit.jupiter.api.Test;

final class ViewsAreDroppedTest {
    @Test
    void that_somebody_looked_at_a_cart_is_not_read_any_more() {
        new UpcasterFixture()
                .given("cart.cart-viewed", "1", """
                        {"cartId": "3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11", "by": "a11a0000-0000-4000-8000-000000000001"}
                        """)
                .expectNoEvents();
    }
}
