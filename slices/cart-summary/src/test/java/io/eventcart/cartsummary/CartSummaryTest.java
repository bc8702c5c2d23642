package io.eventcart.cartsummary;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.additem.ItemAdded;
import io.eventcart.cartsummary.CartView.ItemLine;
import io.eventcart.checkout.CartCheckedOut;
import io.eventcart.createcart.CartCreated;
import io.eventcart.removeitem.ItemRemoved;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartEvent;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Line;
import io.eventcart.sharedkernel.ProductId;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

final class CartSummaryTest {
    private static final CartId CART = CartId.of("3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11");
    private static final ShopperId ANNA = ShopperId.of("a11a0000-0000-4000-8000-000000000001");
    private static final ProductId APPLE = ProductId.of("apple");
    private static final ProductId PEAR = ProductId.of("pear");
    private static final CartCreated CREATED = new CartCreated(CART, ANNA, CurrencyUnit.EUR);
    private static final ItemAdded TWO_APPLES = new ItemAdded(CART, APPLE, "Apple", 2, Money.parse("EUR 0.50"));
    private static final ItemAdded THREE_PEARS = new ItemAdded(CART, PEAR, "Pear", 3, Money.parse("EUR 0.75"));
    private static final CartCheckedOut BOUGHT = new CartCheckedOut(CART, ANNA,
            List.of(new Line(APPLE, "Apple", 2, Money.parse("EUR 0.50"))), Money.parse("EUR 1.00"));
    private static final Instant ONE = Instant.parse("2026-11-24T13:00:00Z");
    private static final Instant TWO = Instant.parse("2026-11-24T14:00:00Z");
    private static final Instant THREE = Instant.parse("2026-11-24T15:00:00Z");
    private static final Instant FOUR = Instant.parse("2026-11-24T16:00:00Z");

    /** An event of a future slice. */
    private record GiftWrapped(CartId cartId) implements CartEvent {
        @Override
        public Cart evolve(Cart cart) {
            return cart.plus(ProductId.of("wrapping"), "Wrapping", 1, Money.parse("EUR 2.00"));
        }
    }

    @Test
    void a_new_cart_is_shown_open_and_empty_at_version_1() {
        var created = CartSummary.evolve(null, CREATED, 1, ONE);

        assertThat(CartView.of(CART, created)).isEqualTo(new CartView(CART, Cart.Status.OPEN, List.of(), 0,
                Money.parse("EUR 0.00"), 1, ONE, ONE, null));
    }

    @Test
    void every_line_is_shown_with_its_total_and_all_pieces_are_counted() {
        var filled = CartSummary.evolve(
                CartSummary.evolve(CartSummary.evolve(null, CREATED, 1, ONE), TWO_APPLES, 2, TWO), THREE_PEARS, 3,
                THREE);

        assertThat(CartView.of(CART, filled)).isEqualTo(new CartView(CART, Cart.Status.OPEN,
                List.of(new ItemLine(APPLE, "Apple", 2, Money.parse("EUR 0.50"), Money.parse("EUR 1.00")),
                        new ItemLine(PEAR, "Pear", 3, Money.parse("EUR 0.75"), Money.parse("EUR 2.25"))),
                5, Money.parse("EUR 3.25"), 3, ONE, THREE, null));
    }

    @Test
    void a_line_without_pieces_is_not_in_the_view() {
        var emptied = CartSummary.evolve(
                CartSummary.evolve(CartSummary.evolve(null, CREATED, 1, ONE), TWO_APPLES, 2, TWO),
                new ItemRemoved(CART, APPLE, 2), 3, THREE);

        assertThat(CartView.of(CART, emptied)).isEqualTo(new CartView(CART, Cart.Status.OPEN, List.of(), 0,
                Money.parse("EUR 0.00"), 3, ONE, THREE, null));
    }

    @Test
    void a_checked_out_cart_is_shown_with_what_was_bought_and_when() {
        var bought = CartSummary.evolve(
                CartSummary.evolve(CartSummary.evolve(null, CREATED, 1, ONE), TWO_APPLES, 2, TWO), BOUGHT, 3, THREE);

        assertThat(CartView.of(CART, bought)).isEqualTo(new CartView(CART, Cart.Status.CHECKED_OUT,
                List.of(new ItemLine(APPLE, "Apple", 2, Money.parse("EUR 0.50"), Money.parse("EUR 1.00"))), 2,
                Money.parse("EUR 1.00"), 3, ONE, THREE, THREE));
    }

    @Test
    void whatever_happens_after_the_checkout_leaves_its_time() {
        var bought = CartSummary.evolve(
                CartSummary.evolve(CartSummary.evolve(null, CREATED, 1, ONE), TWO_APPLES, 2, TWO), BOUGHT, 3, THREE);
        var wrapped = CartSummary.evolve(bought, new GiftWrapped(CART), 4, FOUR);

        assertThat(wrapped.checkedOutAt()).isEqualTo(THREE);
        assertThat(wrapped.updatedAt()).isEqualTo(FOUR);
    }

    @Test
    void an_event_of_a_future_slice_is_folded_like_the_others() {
        var wrapped = CartSummary.evolve(CartSummary.evolve(null, CREATED, 1, ONE), new GiftWrapped(CART), 2, TWO);

        assertThat(CartView.of(CART, wrapped).total()).isEqualTo(Money.parse("EUR 2.00"));
        assertThat(wrapped.version()).isEqualTo(2);
    }

    @Test
    void the_entity_tag_of_a_view_is_its_version_in_quotes() {
        var filled = CartSummary.evolve(CartSummary.evolve(null, CREATED, 1, ONE), TWO_APPLES, 2, TWO);

        assertThat(CartView.of(CART, filled).eTag()).isEqualTo("\"2\"");
    }
}
