package io.eventcart.insights.answers;

import static io.eventcart.insights.answers.ShopHistory.ANNA;
import static io.eventcart.insights.answers.ShopHistory.BEN;
import static io.eventcart.insights.answers.ShopHistory.CART_1;
import static io.eventcart.insights.answers.ShopHistory.CART_2;
import static io.eventcart.insights.answers.ShopHistory.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.eventcart.insights.answers.CartSeries.Revenue;
import io.eventcart.insights.answers.CartSeries.SeriesBucket;
import io.eventcart.platform.sliceapi.InvalidRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class SeriesQueryTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final AnalyticalTables tables = new AnalyticalTables();

    @AfterEach
    void close() {
        tables.close();
    }

    private List<SeriesBucket> series(ShopHistory history, Duration bucket, Period period) {
        return new SeriesQuery(tables.fill(history.events()).connection()).answer(7, bucket, HOUR, period).items();
    }

    private List<SeriesBucket> series(ShopHistory history, String asOf) {
        return series(history, HOUR, new Period(null, null, at(asOf)));
    }

    private List<Instant> starts(ShopHistory history, Duration bucket, Period period) {
        return series(history, bucket, period).stream().map(SeriesBucket::start).toList();
    }

    private static SeriesBucket empty(String start) {
        return new SeriesBucket(at(start), 0, 0, 0, List.of(), null);
    }

    /** Anna checks her cart out two hours after she opened it. */
    private static ShopHistory annaComesBack() {
        return new ShopHistory().created("12:10", CART_1, ANNA).added("12:20", CART_1, "tea", 2).checkedOut("14:30",
                CART_1);
    }

    @Test
    void a_cart_counts_where_it_was_opened_left_and_bought() {
        assertThat(series(annaComesBack(), "20:00")).containsExactly(
                new SeriesBucket(at("12:00"), 1, 1, 0, List.of(), 1.0),
                empty("13:00"), new SeriesBucket(at("14:00"), 0, 0, 1, List.of(new Revenue("EUR", "5.00")), null));
    }

    @Test
    void later_events_than_as_of_are_not_seen() {
        assertThat(series(annaComesBack(), "14:00"))
                .containsExactly(new SeriesBucket(at("12:00"), 1, 1, 0, List.of(), 0.0));
    }

    @Test
    void a_cart_is_left_where_its_last_idle_time_began() {
        assertThat(series(annaComesBack(), "20:00")).extracting(SeriesBucket::left).containsExactly(1L, 0L, 0L);
        assertThat(series(annaComesBack().created("13:00", CART_2, ANNA).added("13:00", CART_2, "tea", 1)
                .added("15:00", CART_2, "jam", 1), "16:00")).extracting(SeriesBucket::left)
                .containsExactly(1L, 0L, 0L, 1L);
    }

    @Test
    void revenue_is_told_by_currency() {
        var history = annaComesBack().created(at("14:40"), CART_2, BEN, CurrencyUnit.JPY)
                .added(at("14:41"), CART_2, "tea", "Tea", 1, "150").checkedOut("14:59:59.999999", CART_2);

        assertThat(series(history, "20:00").getLast())
                .isEqualTo(new SeriesBucket(at("14:00"), 1, 0, 2,
                        List.of(new Revenue("EUR", "5.00"), new Revenue("JPY", "150")), 1.0));
    }

    @Test
    void buckets_go_on_to_the_end_of_the_period_without_a_gap() {
        assertThat(series(new ShopHistory(), HOUR, new Period(at("12:30"), at("14:00"), at("13:00"))))
                .containsExactly(empty("12:00"), empty("13:00"));
        assertThat(series(new ShopHistory(), HOUR, new Period(at("12:30"), at("14:00:01"), at("13:00"))))
                .containsExactly(empty("12:00"), empty("13:00"), empty("14:00"));
    }

    @Test
    void the_first_and_the_last_bucket_count_only_what_is_in_the_period() {
        var history = new ShopHistory().created("12:10", CART_1, ANNA).created("12:20", CART_2, BEN);

        assertThat(series(history, HOUR, new Period(at("12:20"), at("12:30"), at("20:00"))))
                .extracting(SeriesBucket::start, SeriesBucket::opened).containsExactly(
                        tuple(at("12:00"), 1L));
        assertThat(series(history, HOUR, new Period(at("12:10"), at("12:20"), at("20:00"))))
                .extracting(SeriesBucket::opened).containsExactly(1L);
    }

    @Test
    void conversion_counts_checkouts_after_the_period_too() {
        assertThat(series(annaComesBack(), HOUR, new Period(null, at("13:00"), at("20:00"))))
                .containsExactly(new SeriesBucket(at("12:00"), 1, 1, 0, List.of(), 1.0));
    }

    @Test
    void a_cart_that_was_left_before_the_period_does_not_count_in_it() {
        assertThat(series(annaComesBack(), HOUR, new Period(at("12:30"), at("13:00"), at("20:00"))))
                .containsExactly(empty("12:00"));
    }

    @Test
    void days_begin_at_midnight_utc() {
        var history = new ShopHistory().created("2026-11-23T23:59:59.999999Z", CART_1, ANNA)
                .created("2026-11-24T00:00:00Z", CART_2, ANNA);

        assertThat(series(history, Duration.ofDays(1), new Period(null, null, at("20:00"))))
                .extracting(SeriesBucket::start, SeriesBucket::opened).containsExactly(
                        tuple(at("2026-11-23T00:00:00Z"), 1L),
                        tuple(at("2026-11-24T00:00:00Z"), 1L));
    }

    @Test
    void weeks_begin_on_mondays() {
        var history = new ShopHistory().created("2026-11-22T12:00:00Z", CART_1, ANNA).created("2026-11-24T12:00:00Z",
                CART_2, ANNA);

        assertThat(starts(history, Duration.ofDays(7), new Period(null, null, at("20:00"))))
                .containsExactly(at("2026-11-16T00:00:00Z"), at("2026-11-23T00:00:00Z"));
    }

    @Test
    void a_history_without_carts_has_no_items() {
        assertThat(series(new ShopHistory(), "20:00")).isEmpty();
        assertThat(series(new ShopHistory(), HOUR, new Period(at("12:00"), null, at("20:00")))).isEmpty();
    }

    @Test
    void a_period_that_begins_after_the_latest_event_has_no_items() {
        assertThat(series(annaComesBack(), HOUR, new Period(at("15:00"), null, at("20:00")))).isEmpty();
    }

    @Test
    void ten_thousand_items_are_possible_and_one_more_is_refused_with_the_remedy() {
        var minute = Duration.ofMinutes(1);
        var end = at("00:00").plus(Duration.ofMinutes(10_000));

        assertThat(series(annaComesBack(), minute, new Period(at("00:00"), end, at("20:00")))).hasSize(10_000);
        assertThatThrownBy(
                () -> series(annaComesBack(), minute, new Period(at("00:00"), end.plusNanos(1), at("20:00"))))
                .isInstanceOf(InvalidRequest.class)
                .hasMessage(
                        "bucket makes 10001 items, more than 10000: choose a longer bucket, or a shorter time with from and to");
    }

    @Test
    void times_beyond_every_calendar_are_refused_or_one_item() {
        var always = new Period(Instant.MIN, Instant.MAX, Instant.MAX);

        assertThatThrownBy(() -> series(annaComesBack(), HOUR, always)).isInstanceOf(InvalidRequest.class);
        assertThat(series(annaComesBack(), Duration.ofSeconds(Long.MAX_VALUE), always)).extracting(SeriesBucket::bought)
                .containsExactly(0L, 1L);
    }

    @Test
    void a_bucket_is_a_minute_or_more_and_has_whole_seconds() {
        var period = new Period(null, null, at("20:00"));

        assertThatThrownBy(() -> series(new ShopHistory(), Duration.ofSeconds(59), period))
                .isInstanceOf(InvalidRequest.class).hasMessage("bucket is shorter than PT1M");
        assertThatThrownBy(() -> series(new ShopHistory(), Duration.ofSeconds(60, 1), period))
                .isInstanceOf(InvalidRequest.class).hasMessage("bucket has a fraction of a second: give whole seconds");
    }

    @Test
    void json_has_the_fields_of_the_contract() {
        var series = new SeriesQuery(tables.fill(annaComesBack().events()).connection()).answer(7, Duration.ofDays(1),
                HOUR,
                new Period(null, null, at("20:00")));

        assertThat(JsonMapper.builder().build().writeValueAsString(series))
                .isEqualTo("{\"position\":7,\"bucket\":\"PT24H\","
                        + "\"items\":[{\"start\":\"2026-11-24T00:00:00Z\",\"opened\":1,\"left\":1,\"bought\":1,"
                        + "\"revenue\":[{\"currency\":\"EUR\",\"amount\":\"5.00\"}],\"conversion\":1.0}]}");
    }
}
