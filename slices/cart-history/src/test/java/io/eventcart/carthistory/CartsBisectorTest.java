package io.eventcart.carthistory;

import static io.eventcart.carthistory.Carts.CART;
import static io.eventcart.carthistory.Carts.NOON;
import static io.eventcart.carthistory.Carts.OTHER_CART;
import static io.eventcart.carthistory.Carts.apples;
import static io.eventcart.carthistory.Carts.created;
import static io.eventcart.carthistory.Carts.noApples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventcart.carthistory.CartsBisection.Example;
import io.eventcart.carthistory.CartsBisection.MatchGroup;
import io.eventcart.carthistory.CartsBisection.Unreadable;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.CartNotFound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CartsBisectorTest {
    private static final CartId THIRD_CART = CartId.of("33333333-6a39-4f0e-9a44-0d6f5a4a9b33");
    private static final Condition THREE = Condition.of("itemCount >= 3");
    private static final Map<String, String> OLD_APP = Map.of("appVersion", "1.0", "command", "AddItem", "actor",
            "ben");
    private static final Map<String, String> NEW_APP = Map.of("appVersion", "2.0", "command", "AddMany", "actor",
            "ann");

    /** Two carts reached three pieces with version 2.0 of the app, one with version 1.0. */
    private final Carts carts = new Carts()
            .given(OTHER_CART, OLD_APP, created(), apples(1), apples(2), noApples(3), apples(4))
            .given(CART, OLD_APP, created(), apples(1)).given(CART, NEW_APP, apples(7))
            .given(THIRD_CART, NEW_APP, created(), apples(3));
    private final CartsBisector bisector = new CartsBisector(carts.all(), carts.timeMachine());

    @Test
    void what_first_made_a_condition_true_is_counted_most_frequent_first() {
        assertThat(bisector.bisect(THREE, BisectionFilter.NONE)).isEqualTo(new CartsBisection(
                List.of(
                        new MatchGroup("cart.item-added", "2.0", "AddMany", 2,
                                new Example(CART, 3, NOON.plusSeconds(120))),
                        new MatchGroup("cart.item-added", "1.0", "AddItem", 1,
                                new Example(OTHER_CART, 3, NOON.plusSeconds(120)))),
                3, 3, 0, true, 0, List.of()));
    }

    @Test
    void a_cart_in_which_it_held_from_the_start_has_no_matching_event() {
        var result = bisector.bisect(Condition.of("itemCount < 3"), BisectionFilter.NONE);

        assertThat(result.items()).isEmpty();
        assertThat(result.heldAtStart()).isEqualTo(3);
    }

    @Test
    void a_filter_restricts_the_counted_matches() {
        assertThat(turned(filter(null, null, null, "ann", null, null))).isEqualTo(2);
        assertThat(turned(filter(null, null, null, null, "AddItem", null))).isEqualTo(1);
        assertThat(turned(filter(null, null, null, null, null, "2.0"))).isEqualTo(2);
        assertThat(turned(filter(null, null, "cart.item-removed", null, null, null))).isZero();
        assertThat(turned(filter(NOON.plusSeconds(120), null, null, null, null, null))).isEqualTo(2);
        assertThat(turned(filter(null, NOON.plusSeconds(120), null, null, null, null))).isEqualTo(1);
    }

    @Test
    void one_cart_may_be_looked_at_alone() {
        var filter = new BisectionFilter(null, null, null, null, null, null, THIRD_CART);
        assertThat(bisector.bisect(THREE, filter).examined()).isEqualTo(1);
        assertThat(turned(filter)).isEqualTo(1);

        var nobodys = new BisectionFilter(null, null, null, null, null, null, CartId.random());
        assertThatThrownBy(() -> bisector.bisect(THREE, nobodys)).isInstanceOf(CartNotFound.class);
    }

    @Test
    void an_unreadable_cart_is_named_and_the_others_are_examined() {
        for (var n = 10; n < 40; n++) {
            carts.givenUnreadable("00000000-6a39-4f0e-9a44-0d6f5a4a9b" + n);
        }
        carts.givenUnreadable("no id of a cart");

        var result = bisector.bisect(THREE, BisectionFilter.NONE);

        assertThat(result.turned()).isEqualTo(3);
        assertThat(result.complete()).isTrue();
        assertThat(result.unreadable()).isEqualTo(31);
        assertThat(result.unreadableCarts()).as("so many that an answer can bear them").hasSize(20).first()
                .isEqualTo(new Unreadable("00000000-6a39-4f0e-9a44-0d6f5a4a9b10",
                        "An event of cart 00000000-6a39-4f0e-9a44-0d6f5a4a9b10 can't be read: ClassCastException. "
                                + "The log tells more."));
    }

    @Test
    void when_the_time_is_up_the_answer_says_that_it_is_not_complete() {
        var result = bisector.bisect(THREE, BisectionFilter.NONE, Duration.ZERO);

        assertThat(result.complete()).isFalse();
        assertThat(result.examined()).isZero();
    }

    @Test
    void an_empty_store_has_no_matches() {
        var empty = new Carts();

        assertThat(new CartsBisector(empty.all(), empty.timeMachine()).bisect(THREE, BisectionFilter.NONE))
                .isEqualTo(new CartsBisection(List.of(), 0, 0, 0, true, 0, List.of()));
    }

    private long turned(BisectionFilter filter) {
        return bisector.bisect(THREE, filter).turned();
    }

    private static BisectionFilter filter(@Nullable Instant from, @Nullable Instant to, @Nullable String type,
            @Nullable String actor, @Nullable String command, @Nullable String appVersion) {
        return new BisectionFilter(from, to, type, actor, command, appVersion, null);
    }
}
