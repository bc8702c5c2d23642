package io.eventcart.insights.answers;

import static io.eventcart.insights.answers.ShopHistory.ANNA;
import static io.eventcart.insights.answers.ShopHistory.CART_1;
import static io.eventcart.insights.answers.ShopHistory.CART_2;
import static io.eventcart.insights.answers.ShopHistory.CART_3;
import static io.eventcart.insights.answers.ShopHistory.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.insights.answers.Funnel.FunnelStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class FunnelQueryTest {
    private static final String CREATED = "cart.cart-created";
    private static final String ADDED = "cart.item-added";
    private static final String REMOVED = "cart.item-removed";
    private static final String BOUGHT = "cart.cart-checked-out";
    private static final Period ALL_DAY = new Period(null, null, at("23:59"));

    private final AnalyticalTables tables = new AnalyticalTables();

    @AfterEach
    void close() {
        tables.close();
    }

    private Funnel funnel(ShopHistory history, FunnelUnit by, Duration within, Period period, String... steps) {
        return new FunnelQuery(tables.fill(history.events()).connection(), AnalyticalTables::tableOf)
                .answer(7, by, List.of(steps), within, period);
    }

    private List<Long> counts(ShopHistory history, FunnelUnit by, Duration within, Period period, String... steps) {
        return funnel(history, by, within, period, steps).steps().stream().map(FunnelStep::count).toList();
    }

    private List<Long> counts(ShopHistory history, Duration within, String... steps) {
        return counts(history, FunnelUnit.CART, within, ALL_DAY, steps);
    }

    /** One cart is checked out, one has an item, one is empty. */
    private static ShopHistory threeCarts() {
        return new ShopHistory().created("12:00", CART_1, ANNA).created("12:00", CART_2, ANNA)
                .created("12:00", CART_3, ANNA)
                .added("12:01", CART_1, "tea", 1).added("12:02", CART_2, "tea", 1).checkedOut("12:05", CART_1);
    }

    @Test
    void a_funnel_counts_who_got_how_far_in_shares_and_medians() {
        var steps = funnel(threeCarts(), FunnelUnit.CART, null, ALL_DAY, CREATED, ADDED, BOUGHT).steps();

        assertThat(steps).containsExactly(new FunnelStep(CREATED, 3, 1.0, null, null),
                new FunnelStep(ADDED, 2, 2 / 3.0, 2 / 3.0, Duration.ofSeconds(90)),
                new FunnelStep(BOUGHT, 1, 1 / 3.0, 0.5, Duration.ofMinutes(4)));
    }

    @Test
    void a_shopper_is_counted_once_over_all_carts() {
        assertThat(counts(threeCarts(), FunnelUnit.SHOPPER, null, ALL_DAY, CREATED, ADDED, BOUGHT)).containsExactly(1L,
                1L, 1L);
    }

    @Test
    void a_path_of_a_shopper_leads_over_several_carts() {
        var history = new ShopHistory().created("12:00", CART_1, ANNA).created("12:00", CART_2, ANNA)
                .added("12:01", CART_1, "tea", 1).removed("12:02", CART_1, "tea", 1).added("12:03", CART_2, "jam", 1);

        assertThat(counts(history, FunnelUnit.SHOPPER, null, ALL_DAY, REMOVED, ADDED)).containsExactly(1L, 1L);
        assertThat(counts(history, FunnelUnit.CART, null, ALL_DAY, REMOVED, ADDED)).containsExactly(1L, 0L);
    }

    @Test
    void a_funnel_that_nobody_enters_has_no_shares() {
        assertThat(funnel(new ShopHistory(), FunnelUnit.CART, null, ALL_DAY, CREATED, ADDED).steps())
                .containsExactly(new FunnelStep(CREATED, 0, null, null, null),
                        new FunnelStep(ADDED, 0, null, null, null));
    }

    @Test
    void an_event_counts_only_after_the_one_of_the_step_before() {
        assertThat(counts(threeCarts(), null, ADDED, CREATED)).containsExactly(2L, 0L);
    }

    @Test
    void a_type_that_comes_twice_needs_two_events() {
        var history = threeCarts().added("12:06", CART_2, "jam", 1);

        assertThat(counts(history, null, ADDED, ADDED)).containsExactly(2L, 1L);
    }

    @Test
    void events_of_the_same_second_follow_each_other_by_position() {
        var history = new ShopHistory().created("12:00", CART_1, ANNA).added("12:00", CART_1, "tea", 1);

        assertThat(counts(history, Duration.ZERO, CREATED, ADDED)).containsExactly(1L, 1L);
        assertThat(counts(history, Duration.ZERO, ADDED, CREATED)).containsExactly(1L, 0L);
    }

    @Test
    void the_last_event_may_come_exactly_at_the_limit() {
        assertThat(counts(threeCarts(), Duration.ofMinutes(5), CREATED, ADDED, BOUGHT)).containsExactly(3L, 2L, 1L);
    }

    @Test
    void the_last_event_may_not_come_later_than_the_limit() {
        assertThat(counts(threeCarts(), Duration.ofMinutes(5).minusNanos(1), CREATED, ADDED, BOUGHT))
                .containsExactly(3L, 2L, 0L);
    }

    @Test
    void a_later_first_event_counts_if_it_leads_further() {
        var history = new ShopHistory().created("12:00", CART_1, ANNA).added("12:00", CART_1, "tea", 1)
                .added("13:00", CART_1, "jam", 1).checkedOut("13:05", CART_1);

        var steps = funnel(history, FunnelUnit.CART, Duration.ofMinutes(10), ALL_DAY, ADDED, BOUGHT).steps();

        assertThat(steps.getLast()).isEqualTo(new FunnelStep(BOUGHT, 1, 1.0, 1.0, Duration.ofMinutes(5)));
    }

    @Test
    void of_first_events_that_lead_equally_far_the_earliest_counts() {
        var history = new ShopHistory().created("12:00", CART_1, ANNA).added("12:00", CART_1, "tea", 1)
                .added("12:03", CART_1, "jam", 1).checkedOut("12:05", CART_1);

        assertThat(funnel(history, FunnelUnit.CART, Duration.ofMinutes(10), ALL_DAY, ADDED, BOUGHT).steps().getLast()
                .medianFromPrevious()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
        var history = new ShopHistory().created("12:00:00", CART_1, ANNA).added("12:00:01", CART_1, "tea", 1)
                .created("12:00:00", CART_2, ANNA).added("12:00:00.000004", CART_2, "tea", 1);

        assertThat(
                funnel(history, FunnelUnit.CART, null, ALL_DAY, CREATED, ADDED).steps().getLast().medianFromPrevious())
                .isEqualTo(Duration.parse("PT0.500002S"));
    }

    @Test
    void the_first_event_lies_in_the_period_and_the_others_may_come_later() {
        var history = new ShopHistory().created("12:00", CART_1, ANNA).created("12:10", CART_2, ANNA)
                .added("12:20", CART_1, "tea", 1).added("12:20", CART_2, "tea", 1);

        assertThat(counts(history, FunnelUnit.CART, null, new Period(at("12:00"), at("12:10"), at("12:20")), CREATED,
                ADDED))
                .containsExactly(1L, 1L);
        assertThat(counts(history, FunnelUnit.CART, null, new Period(at("12:10"), at("12:11"), at("12:20")), CREATED,
                ADDED))
                .containsExactly(1L, 1L);
    }

    @Test
    void later_events_than_as_of_are_not_seen() {
        assertThat(counts(threeCarts(), FunnelUnit.CART, null, new Period(null, null, at("12:01")), CREATED, ADDED))
                .containsExactly(3L, 1L);
    }

    @Test
    void a_unit_without_an_id_is_not_counted() {
        tables.fill(threeCarts().events()).run("UPDATE cart_cart_created SET shopper_id = NULL");

        var funnel = new FunnelQuery(tables.connection(), AnalyticalTables::tableOf)
                .answer(7, FunnelUnit.SHOPPER, List.of(CREATED), null, ALL_DAY);

        assertThat(funnel.steps().getFirst().count()).isZero();
    }

    @Test
    void a_type_of_any_slice_can_be_a_step() {
        var history = threeCarts().noted("12:07", CART_2);

        assertThat(counts(history, null, ADDED, AnalyticalTables.OTHER_TYPE)).containsExactly(2L, 1L);
    }

    @Test
    void twenty_steps_are_possible() {
        var history = new ShopHistory().created("12:00", CART_1, ANNA);
        for (var i = 0; i < 21; i++) {
            history.added("12:01", CART_1, "tea", 1);
        }
        var steps = new String[20];
        Arrays.fill(steps, ADDED);

        assertThat(counts(history, null, steps)).hasSize(20).containsOnly(1L);
    }

    @Test
    void times_beyond_every_calendar_are_no_fault() {
        assertThat(counts(threeCarts(), FunnelUnit.CART, Duration.ofSeconds(Long.MAX_VALUE),
                new Period(Instant.MIN, Instant.MAX, Instant.MAX), CREATED, BOUGHT)).containsExactly(3L, 1L);
    }

    @Test
    void json_has_the_fields_of_the_contract() {
        var funnel = funnel(threeCarts(), FunnelUnit.CART, null, ALL_DAY, CREATED, BOUGHT, REMOVED);

        assertThat(JsonMapper.builder().build().writeValueAsString(funnel)).isEqualTo("{\"position\":7,\"steps\":["
                + "{\"type\":\"cart.cart-created\",\"count\":3,\"ofFirst\":1.0,\"ofPrevious\":null,\"medianFromPrevious\":null},"
                + "{\"type\":\"cart.cart-checked-out\",\"count\":1,\"ofFirst\":0.3333333333333333,\"ofPrevious\":0.3333333333333333,"
                + "\"medianFromPrevious\":\"PT5M\"},"
                + "{\"type\":\"cart.item-removed\",\"count\":0,\"ofFirst\":0.0,\"ofPrevious\":0.0,\"medianFromPrevious\":null}]}");
    }
}
