package io.eventcart.insights.answers;

import static io.eventcart.insights.answers.ShopHistory.ANNA;
import static io.eventcart.insights.answers.ShopHistory.BEN;
import static io.eventcart.insights.answers.ShopHistory.CART_1;
import static io.eventcart.insights.answers.ShopHistory.CART_2;
import static io.eventcart.insights.answers.ShopHistory.CART_4;
import static io.eventcart.insights.answers.ShopHistory.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.eventcart.insights.answers.BeforeCheckout.PatternExample;
import io.eventcart.insights.answers.BeforeCheckout.PatternOdds;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class BeforeCheckoutQueryTest {
    private static final String CREATED = "cart.cart-created";
    private static final String ADDED = "cart.item-added";
    private static final String REMOVED = "cart.item-removed";

    private final AnalyticalTables tables = new AnalyticalTables();

    @AfterEach
    void close() {
        tables.close();
    }

    private BeforeCheckout beforeCheckout(ShopHistory history, int last, String asOf) {
        return new BeforeCheckoutQuery(tables.fill(history.events()).connection()).answer(7, last, Duration.ofHours(1),
                at(asOf));
    }

    private List<List<String>> patterns(ShopHistory history, int last, String asOf) {
        return beforeCheckout(history, last, asOf).items().stream().map(PatternOdds::pattern).toList();
    }

    private static ShopHistory annaHasTea() {
        return new ShopHistory().created("12:00", CART_1, ANNA).added("12:01", CART_1, "tea", 2);
    }

    @Test
    void a_pattern_ends_with_the_event_before_the_checkout() {
        assertThat(patterns(annaHasTea().checkedOut("12:02", CART_1), 1, "20:00")).containsExactly(List.of(ADDED));
    }

    @Test
    void a_pattern_ends_with_the_event_that_the_idle_time_began_with() {
        assertThat(patterns(annaHasTea().removed("12:02", CART_1, "tea", 1), 2, "20:00"))
                .containsExactly(List.of(ADDED, REMOVED));
    }

    @Test
    void a_pattern_is_shorter_if_there_were_fewer_events() {
        assertThat(patterns(annaHasTea().checkedOut("12:02", CART_1), 10, "20:00"))
                .containsExactly(List.of(CREATED, ADDED));
    }

    @Test
    void a_cart_is_left_once_nothing_happened_for_exactly_the_idle_time() {
        assertThat(beforeCheckout(annaHasTea(), 3, "13:00:59.999999").abandonments()).isZero();
        assertThat(beforeCheckout(annaHasTea(), 3, "13:01").abandonments()).isEqualTo(1);
    }

    @Test
    void a_recovered_cart_is_a_case_of_both() {
        var answer = beforeCheckout(annaHasTea().removed("15:00", CART_1, "tea", 1).checkedOut("15:01", CART_1), 1,
                "20:00");

        assertThat(answer.checkouts()).isEqualTo(1);
        assertThat(answer.abandonments()).isEqualTo(1);
        assertThat(answer.items()).extracting(PatternOdds::pattern, PatternOdds::example).containsExactly(
                tuple(List.of(ADDED), new PatternExample(null, CART_1)),
                tuple(List.of(REMOVED), new PatternExample(CART_1, null)));
    }

    @Test
    void the_last_of_several_idle_times_counts() {
        assertThat(patterns(annaHasTea().removed("15:00", CART_1, "tea", 1), 1, "20:00"))
                .containsExactly(List.of(REMOVED));
    }

    @Test
    void later_events_than_as_of_are_not_seen() {
        assertThat(beforeCheckout(annaHasTea().checkedOut("12:03", CART_1), 3, "12:02").items()).isEmpty();
    }

    @Test
    void the_pattern_with_the_most_cases_comes_first() {
        var history = annaHasTea().removed("12:02", CART_1, "tea", 1).created("12:00", CART_2, BEN)
                .added("12:01", CART_2, "tea", 1).created("12:00", CART_4, BEN).added("12:01", CART_4, "tea", 1);

        assertThat(patterns(history, 1, "20:00")).containsExactly(List.of(ADDED), List.of(REMOVED));
    }

    @Test
    void the_examples_are_the_carts_whose_ids_come_first_as_texts() {
        var history = new ShopHistory().created("12:00", CART_4, BEN).added("12:01", CART_4, "tea", 1)
                .created("12:02", CART_2, BEN).added("12:03", CART_2, "tea", 1);

        assertThat(beforeCheckout(history, 3, "20:00").items().getFirst().example())
                .isEqualTo(new PatternExample(null, CART_2));
    }

    /** Of the carts with an addition last, 3 are checked out and 1 is left; of those with a removal last, 1 and 2. */
    private static ShopHistory sevenCarts() {
        var history = new ShopHistory();
        for (var cart = 0; cart < 7; cart++) {
            var id = new UUID(cart, 0);
            history.created("12:00", id, ANNA).added("12:01", id, "tea", 2);
            if (cart >= 4) {
                history.removed("12:02", id, "tea", 1);
            }
            if (cart < 3 || cart == 4) {
                history.checkedOut("12:03", id);
            }
        }
        return history;
    }

    @Test
    void the_odds_ratio_compares_with_the_other_patterns_and_has_an_interval() {
        var odds = beforeCheckout(sevenCarts(), 1, "20:00").items().getFirst();

        // 3 * 2 / (1 * 1) = 6; exp(ln 6 -/+ 1.96 * sqrt(1/3 + 1/1 + 1/1 + 1/2)), computed outside of Java.
        assertThat(odds.pattern()).containsExactly(ADDED);
        assertThat(odds.oddsRatio()).isEqualTo(6.0);
        assertThat(odds.low()).isCloseTo(0.2215, within(0.0001));
        assertThat(odds.high()).isCloseTo(162.54, within(0.01));
        assertThat(odds.note()).isNull();
    }

    @Test
    void json_has_the_fields_of_the_contract_and_a_note_only_without_a_ratio() {
        var json = JsonMapper.builder().build();

        assertThat(json.writeValueAsString(beforeCheckout(annaHasTea(), 1, "20:00")))
                .isEqualTo("{\"position\":7,\"checkouts\":0,"
                        + "\"abandonments\":1,\"items\":[{\"pattern\":[\"cart.item-added\"],\"beforeCheckout\":0,\"beforeAbandonment\":1,"
                        + "\"oddsRatio\":null,\"low\":null,\"high\":null,"
                        + "\"note\":\"No cart was checked out at all, so there is no ratio.\","
                        + "\"example\":{\"checkedOut\":null,\"abandoned\":\"11111111-0000-4000-8000-000000000000\"}}]}");
        assertThat(json.writeValueAsString(beforeCheckout(sevenCarts(), 1, "20:00"))).doesNotContain("note");
    }
}
