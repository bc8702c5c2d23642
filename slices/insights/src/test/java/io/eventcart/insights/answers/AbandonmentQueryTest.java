package io.eventcart.insights.answers;

import static io.eventcart.insights.answers.ShopHistory.ANNA;
import static io.eventcart.insights.answers.ShopHistory.BEN;
import static io.eventcart.insights.answers.ShopHistory.CART_1;
import static io.eventcart.insights.answers.ShopHistory.CART_2;
import static io.eventcart.insights.answers.ShopHistory.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.insights.answers.Abandonment.AbandonedValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class AbandonmentQueryTest {
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration WINDOW = Duration.ofHours(3);

    private final AnalyticalTables tables = new AnalyticalTables();

    @AfterEach
    void close() {
        tables.close();
    }

    private Abandonment abandonment(ShopHistory history, Period period) {
        return new AbandonmentQuery(tables.fill(history.events()).connection()).answer(7, IDLE, WINDOW, period);
    }

    private Abandonment abandonment(ShopHistory history, String asOf) {
        return abandonment(history, new Period(null, null, at(asOf)));
    }

    /** Anna puts two pieces of tea, worth 5.00, into cart 1 at 12:00. */
    private static ShopHistory annaHasTea() {
        return new ShopHistory().created("12:00", CART_1, ANNA).added("12:00", CART_1, "tea", 2);
    }

    @Test
    void a_cart_is_abandoned_once_nothing_happened_for_exactly_the_idle_time() {
        assertThat(abandonment(annaHasTea(), "12:59:59.999999").abandoned()).isZero();
        assertThat(abandonment(annaHasTea(), "13:00").abandoned()).isEqualTo(1);
    }

    @Test
    void any_event_of_the_cart_ends_its_idle_time() {
        var history = annaHasTea().noted("12:59", CART_1);

        assertThat(abandonment(history, "13:58").abandoned()).isZero();
        assertThat(abandonment(history, "13:59").abandoned()).isEqualTo(1);
    }

    @Test
    void an_event_of_another_cart_does_not() {
        assertThat(abandonment(annaHasTea().created("12:30", CART_2, ANNA), "13:00").abandoned()).isEqualTo(1);
    }

    @Test
    void an_empty_cart_is_not_abandoned() {
        var abandonment = abandonment(annaHasTea().removed("12:30", CART_1, "tea", 2), "20:00");

        assertThat(abandonment.carts()).isEqualTo(1);
        assertThat(abandonment.abandoned()).isZero();
    }

    @Test
    void a_cart_that_never_held_an_item_is_not_counted() {
        assertThat(abandonment(new ShopHistory().created("12:00", CART_1, ANNA), "20:00").carts()).isZero();
    }

    @Test
    void a_cart_that_is_checked_out_in_time_is_not_abandoned() {
        assertThat(abandonment(annaHasTea().checkedOut("12:59", CART_1), "20:00"))
                .isEqualTo(new Abandonment(7, 1, 1, 0, 0, 0, 0, List.of()));
    }

    @Test
    void an_abandoned_cart_that_is_checked_out_later_is_recovered() {
        assertThat(abandonment(annaHasTea().checkedOut("13:00", CART_1), "20:00"))
                .isEqualTo(new Abandonment(7, 1, 1, 1, 1, 0, 0, List.of(new AbandonedValue("EUR", "5.00", "0.00"))));
    }

    @Test
    void a_checkout_after_as_of_recovers_nothing() {
        assertThat(abandonment(annaHasTea().checkedOut("13:01", CART_1), "13:00"))
                .isEqualTo(new Abandonment(7, 1, 0, 1, 0, 0, 1, List.of(new AbandonedValue("EUR", "5.00", "5.00"))));
    }

    private static ShopHistory annaBuysAnotherCartAt(String time) {
        return annaHasTea().created("12:01", CART_2, ANNA).added("12:01", CART_2, "tea", 1).checkedOut(time, CART_2);
    }

    @Test
    void an_abandoned_cart_is_completed_later_if_its_shopper_checks_out_another_one_within_the_window() {
        var abandonment = abandonment(annaBuysAnotherCartAt("15:00"), "20:00");

        assertThat(abandonment.abandoned()).isEqualTo(2);
        assertThat(abandonment.recovered()).isEqualTo(1);
        assertThat(abandonment.completedLater()).isEqualTo(1);
        assertThat(abandonment.lost()).isZero();
    }

    @Test
    void a_cart_is_lost_if_the_other_checkout_comes_after_the_window() {
        assertThat(abandonment(annaBuysAnotherCartAt("15:00:00.000001"), "20:00").lost()).isEqualTo(1);
    }

    @Test
    void a_checkout_of_the_same_second_counts_if_it_is_stored_later() {
        var history = new ShopHistory().created("12:00", CART_1, ANNA).created("12:00", CART_2, ANNA)
                .added("12:00", CART_2, "jam", 1).added("12:00", CART_1, "tea", 1).checkedOut("12:00", CART_2);

        assertThat(abandonment(history, "20:00").completedLater()).isEqualTo(1);
    }

    @Test
    void a_checkout_before_the_idle_time_completes_nothing() {
        var history = new ShopHistory().created("12:00", CART_1, ANNA).created("12:00", CART_2, ANNA)
                .added("12:00", CART_2, "jam", 1).checkedOut("12:00", CART_2).added("12:00", CART_1, "tea", 1);

        assertThat(abandonment(history, "20:00").lost()).isEqualTo(1);
    }

    @Test
    void a_checkout_of_another_shopper_completes_nothing() {
        var history = annaHasTea().created("12:01", CART_2, BEN).added("12:01", CART_2, "tea", 1).checkedOut("12:02",
                CART_2);

        assertThat(abandonment(history, "20:00").lost()).isEqualTo(1);
    }

    @Test
    void the_last_of_several_idle_times_counts_for_the_window_and_the_value() {
        var history = annaBuysAnotherCartAt("12:30").added("14:00", CART_1, "jam", 1);

        assertThat(abandonment(history, "14:30").completedLater()).isEqualTo(1);
        assertThat(abandonment(history, "14:30").value()).containsExactly(new AbandonedValue("EUR", "5.00", "0.00"));
        assertThat(abandonment(history, "15:00").lost()).isEqualTo(1);
        assertThat(abandonment(history, "15:00").value()).containsExactly(new AbandonedValue("EUR", "7.50", "7.50"));
    }

    @Test
    void all_pieces_of_a_line_have_the_price_of_the_last_addition() {
        var history = annaHasTea().added(at("12:10"), CART_1, "tea", "Tea", 1, "4.00").removed("12:20", CART_1, "tea",
                1);

        assertThat(abandonment(history, "20:00").value()).containsExactly(new AbandonedValue("EUR", "8.00", "8.00"));
    }

    @Test
    void amounts_have_the_decimals_of_their_currency_and_currencies_are_sorted() {
        var history = new ShopHistory().created(at("12:00"), CART_2, BEN, CurrencyUnit.JPY)
                .added(at("12:00"), CART_2, "tea", "Tea", 3, "150").created("12:00", CART_1, ANNA)
                .added(at("12:00"), CART_1, "jam", "Jam", 1, "0.00");

        assertThat(abandonment(history, "20:00").value()).containsExactly(new AbandonedValue("EUR", "0.00", "0.00"),
                new AbandonedValue("JPY", "450", "450"));
    }

    @Test
    void the_period_is_about_the_creation_of_carts_from_included_to_excluded() {
        assertThat(abandonment(annaHasTea(), new Period(at("12:00"), at("12:01"), at("20:00"))).abandoned())
                .isEqualTo(1);
        assertThat(abandonment(annaHasTea(), new Period(at("11:00"), at("12:00"), at("20:00"))).abandoned()).isZero();
        assertThat(abandonment(annaHasTea(), new Period(at("12:00").plusNanos(1), null, at("20:00"))).abandoned())
                .isZero();
    }

    @Test
    void times_beyond_every_calendar_are_no_fault() {
        var abandonment = new AbandonmentQuery(tables.fill(annaHasTea().events()).connection()).answer(7, IDLE,
                Duration.ofSeconds(Long.MAX_VALUE), new Period(Instant.MIN, Instant.MAX, Instant.MAX));

        assertThat(abandonment.lost()).isEqualTo(1);
    }

    @Test
    void json_has_the_fields_of_the_contract() {
        assertThat(JsonMapper.builder().build().writeValueAsString(abandonment(annaHasTea(), "20:00")))
                .isEqualTo(
                        "{\"position\":7,\"carts\":1,\"checkedOut\":0,\"abandoned\":1,\"recovered\":0,\"completedLater\":0,"
                                + "\"lost\":1,\"value\":[{\"currency\":\"EUR\",\"abandoned\":\"5.00\",\"lost\":\"5.00\"}]}");
    }
}
