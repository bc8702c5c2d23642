package io.eventcart.carthistory;

import static io.eventcart.carthistory.Carts.ANNA;
import static io.eventcart.carthistory.Carts.APPLE;
import static io.eventcart.carthistory.Carts.BEN;
import static io.eventcart.carthistory.Carts.CART;
import static io.eventcart.carthistory.Carts.NOON;
import static io.eventcart.carthistory.Carts.OTHER_CART;
import static io.eventcart.carthistory.Carts.PEAR;
import static io.eventcart.carthistory.Carts.apples;
import static io.eventcart.carthistory.Carts.bought;
import static io.eventcart.carthistory.Carts.created;
import static io.eventcart.carthistory.Carts.noApples;
import static io.eventcart.carthistory.Carts.pears;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventcart.cartsummary.CartSummary;
import io.eventcart.cartsummary.CartView;
import io.eventcart.cartsummary.CartView.ItemLine;
import io.eventcart.platform.sliceapi.InvalidRequest;
import io.eventcart.sharedkernel.Cart;
import io.eventcart.sharedkernel.CartNotFound;
import io.eventcart.sharedkernel.Reader;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeMachineTest {
    private static final Reader OWNER = Reader.shopper(ANNA);

    /** Versions 1 to 5, a minute apart: created; 3 apples; 2 pears; 2 apples less; bought. */
    private final TimeMachine timeMachine = new Carts()
            .given(CART, created(), apples(3), pears(2), noApples(2), bought()).timeMachine();

    @Test
    void the_history_is_every_event_with_who_how_and_why() {
        var page = timeMachine.history(CART, OWNER, 100, 0);

        assertThat(page.items()).hasSize(5);
        assertThat(page.items().get(1)).isEqualTo(new HistoryItem(2, "cart.item-added", "2", NOON.plusSeconds(60),
                "shopper:" + ANNA, "Shop", null, null, "1.0", PlainData.JSON.valueToTree(apples(3))));
        assertThat(page.next()).isNull();
    }

    @Test
    void the_history_is_read_on_after_a_version() {
        var first = timeMachine.history(CART, OWNER, 2, 0);
        assertThat(first.items()).extracting(HistoryItem::version).containsExactly(1L, 2L);
        assertThat(first.next()).isEqualTo("2");

        var last = timeMachine.history(CART, OWNER, 3, 2);
        assertThat(last.items()).extracting(HistoryItem::version).containsExactly(3L, 4L, 5L);
        assertThat(last.next()).isNull();
        assertThat(timeMachine.history(CART, OWNER, 3, 99).items()).isEmpty();
    }

    @Test
    void a_version_is_the_view_that_its_events_make() {
        var summary = CartSummary.evolve(CartSummary.evolve(null, created(), 1, NOON), apples(3), 2,
                NOON.plusSeconds(60));

        assertThat(timeMachine.version(CART, OWNER, 2)).isEqualTo(CartView.of(CART, summary));
        assertThat(timeMachine.version(CART, OWNER, 5).status()).isEqualTo(Cart.Status.CHECKED_OUT);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 6, Long.MAX_VALUE, Long.MIN_VALUE})
    void a_version_before_the_birth_or_past_the_end_is_none(long version) {
        assertThatThrownBy(() -> timeMachine.version(CART, OWNER, version)).isInstanceOf(NoSuchVersion.class)
                .hasMessageContaining("1 to 5");
    }

    @Test
    void at_an_instant_the_cart_is_as_the_last_event_by_then_left_it() {
        assertThat(timeMachine.at(CART, OWNER, NOON).version()).isEqualTo(1);
        assertThat(timeMachine.at(CART, OWNER, NOON.plusSeconds(119)).version()).isEqualTo(2);
        assertThat(timeMachine.at(CART, OWNER, NOON.plusSeconds(120)).version()).isEqualTo(3);
    }

    @Test
    void at_an_instant_after_the_last_event_the_cart_is_as_it_is_now() {
        assertThat(timeMachine.at(CART, OWNER, Instant.MAX).version()).isEqualTo(5);
    }

    @Test
    void an_instant_before_the_birth_is_none() {
        assertThatThrownBy(() -> timeMachine.at(CART, OWNER, NOON.minusNanos(1))).isInstanceOf(NoSuchVersion.class)
                .hasMessageContaining("created at " + NOON);
        assertThatThrownBy(() -> timeMachine.at(CART, OWNER, Instant.MIN)).isInstanceOf(NoSuchVersion.class);
    }

    @Test
    void a_difference_has_lines_added_removed_and_changed_and_the_events_between() {
        var threeApples = new ItemLine(APPLE, "Apple", 3, Money.parse("EUR 0.50"), Money.parse("EUR 1.50"));
        var oneApple = new ItemLine(APPLE, "Apple", 1, Money.parse("EUR 0.50"), Money.parse("EUR 0.50"));
        var twoPears = new ItemLine(PEAR, "Pear", 2, Money.parse("EUR 0.75"), Money.parse("EUR 1.50"));

        var diff = timeMachine.diff(CART, OWNER, 2, 5);

        assertThat(diff.added()).containsExactly(twoPears);
        assertThat(diff.removed()).isEmpty();
        assertThat(diff.changed()).containsExactly(new CartDiff.Change(APPLE, threeApples, oneApple));
        assertThat(diff.before()).isEqualTo(new CartDiff.State(2, NOON.plusSeconds(60), Cart.Status.OPEN, 3,
                Money.parse("EUR 1.50")));
        assertThat(diff.after()).isEqualTo(new CartDiff.State(5, NOON.plusSeconds(240), Cart.Status.CHECKED_OUT, 3,
                Money.parse("EUR 2.00")));
        assertThat(diff.events()).extracting(HistoryItem::version).containsExactly(3L, 4L, 5L);
    }

    @Test
    void a_line_that_went_away_is_removed() {
        var machine = new Carts().given(CART, created(), apples(1), noApples(1)).timeMachine();

        assertThat(machine.diff(CART, OWNER, 2, 3).removed()).extracting(ItemLine::productId).containsExactly(APPLE);
    }

    @Test
    void a_version_does_not_differ_from_itself() {
        var diff = timeMachine.diff(CART, OWNER, 3, 3);

        assertThat(List.of(diff.added(), diff.removed(), diff.changed(), diff.events())).allMatch(List::isEmpty);
        assertThat(diff.before()).isEqualTo(diff.after());
    }

    @Test
    void a_difference_goes_forward_and_between_versions_that_are_there() {
        assertThatThrownBy(() -> timeMachine.diff(CART, OWNER, 5, 2)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> timeMachine.diff(CART, OWNER, 0, 2)).isInstanceOf(NoSuchVersion.class);
        assertThatThrownBy(() -> timeMachine.diff(CART, OWNER, 2, 6)).isInstanceOf(NoSuchVersion.class);
        assertThatThrownBy(() -> timeMachine.diff(CART, OWNER, 7, 8)).isInstanceOf(NoSuchVersion.class);
    }

    @Test
    void a_bisection_finds_the_event_that_made_a_condition_true() {
        var found = timeMachine.bisect(CART, OWNER, Condition.of("total.amount > 1.5"));

        assertThat(found.version()).isEqualTo(3);
        assertThat(found.event().data()).isEqualTo(PlainData.JSON.valueToTree(pears(2)));
        assertThat(found.before()).isEqualTo(timeMachine.version(CART, OWNER, 2));
        assertThat(found.after()).isEqualTo(timeMachine.version(CART, OWNER, 3));
    }

    @Test
    void of_a_condition_that_comes_and_goes_a_bisection_finds_the_first_time() {
        var machine = new Carts().given(CART, created(), apples(5), noApples(5), pears(1), noApples(0), pears(1),
                apples(5)).timeMachine();

        assertThat(machine.bisect(CART, OWNER, Condition.of("itemCount >= 5")).version()).isEqualTo(2);
    }

    @Test
    void a_condition_that_holds_from_the_start_has_no_matching_event() {
        assertThatThrownBy(() -> timeMachine.bisect(CART, OWNER, Condition.of("itemCount >= 0")))
                .isInstanceOf(CannotBisect.class).hasMessageContaining("version 1 already");
    }

    @Test
    void a_condition_that_does_not_hold_at_the_end_has_no_first_match() {
        assertThatThrownBy(() -> timeMachine.bisect(CART, OWNER, Condition.of("itemCount == 5")))
                .isInstanceOf(CannotBisect.class).hasMessageContaining("latest version");
        assertThatThrownBy(() -> timeMachine.bisect(CART, OWNER, Condition.of("itemCount > 99")))
                .isInstanceOf(CannotBisect.class);
    }

    @Test
    void an_event_that_was_split_when_read_is_one_version() {
        var machine = new Carts().given(CART, created(), apples(2), noApples(2)).givenPart(CART, 3, pears(1))
                .given(CART, pears(1)).timeMachine();

        assertThat(machine.version(CART, OWNER, 3).itemCount()).isEqualTo(1);
        assertThat(machine.diff(CART, OWNER, 2, 3).events()).hasSize(2);
        assertThat(machine.history(CART, OWNER, 3, 0).items()).extracting(HistoryItem::version)
                .containsExactly(1L, 2L, 3L, 3L);
        assertThatThrownBy(() -> machine.bisect(CART, OWNER, Condition.of("version > 1 && itemCount == 0")))
                .as("a state that the cart was never in").isInstanceOf(CannotBisect.class);
    }

    @Test
    void a_version_whose_event_was_dropped_when_read_is_as_the_one_before() {
        var machine = new Carts().given(CART, created(), apples(2)).givenPart(CART, 4, pears(1)).timeMachine();

        assertThat(machine.version(CART, OWNER, 3)).isEqualTo(machine.version(CART, OWNER, 2));
        assertThat(machine.version(CART, OWNER, 4).version()).isEqualTo(4);
        assertThat(machine.diff(CART, OWNER, 3, 4).events()).hasSize(1);
        assertThatThrownBy(() -> machine.version(CART, OWNER, 5)).hasMessageContaining("1 to 4");
    }

    @Test
    void nobody_but_the_owner_and_the_operator_sees_anything() {
        assertThat(timeMachine.version(CART, Reader.OPERATOR, 5).version()).isEqualTo(5);
        for (var stranger : List.of(Reader.shopper(BEN))) {
            assertThatThrownBy(() -> timeMachine.history(CART, stranger, 20, 0)).isInstanceOf(CartNotFound.class);
            assertThatThrownBy(() -> timeMachine.version(CART, stranger, 1)).isInstanceOf(CartNotFound.class);
            assertThatThrownBy(() -> timeMachine.version(CART, stranger, 99)).isInstanceOf(CartNotFound.class);
            assertThatThrownBy(() -> timeMachine.at(CART, stranger, Instant.MIN)).isInstanceOf(CartNotFound.class);
            assertThatThrownBy(() -> timeMachine.diff(CART, stranger, 1, 2)).isInstanceOf(CartNotFound.class);
            assertThatThrownBy(() -> timeMachine.bisect(CART, stranger, Condition.of("true")))
                    .isInstanceOf(CartNotFound.class);
        }
        assertThatThrownBy(() -> timeMachine.version(OTHER_CART, Reader.OPERATOR, 1)).isInstanceOf(CartNotFound.class);
    }
}
