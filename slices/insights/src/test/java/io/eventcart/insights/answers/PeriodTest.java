package io.eventcart.insights.answers;

import static io.eventcart.insights.answers.ShopHistory.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventcart.platform.sliceapi.InvalidRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PeriodTest {
    @Test
    void a_period_that_does_not_end_after_it_begins_is_refused() {
        assertThatThrownBy(() -> Period.of(at("12:00"), at("12:00"), at("13:00"))).isInstanceOf(InvalidRequest.class)
                .hasMessage("to is not after from");
        assertThatThrownBy(() -> Period.of(at("12:01"), at("12:00"), at("13:00"))).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void a_period_may_be_open_on_either_side() {
        assertThat(Period.of(null, at("12:00"), at("13:00")).from()).isNull();
        assertThat(Period.of(at("12:00"), null, at("13:00")).to()).isNull();
        assertThat(Period.of(at("12:00"), at("12:01"), at("11:00")).to()).isEqualTo(at("12:01"));
    }

    @Test
    void parts_of_microseconds_are_rounded_so_that_comparisons_stay_true() {
        var instant = Instant.parse("1969-12-31T23:59:59.999998500Z");

        assertThat(EpochMicros.floor(instant)).isEqualTo(-2);
        assertThat(EpochMicros.ceil(instant)).isEqualTo(-1);
        assertThat(EpochMicros.floor(Duration.ofNanos(1_500))).isEqualTo(1);
        assertThat(EpochMicros.ceil(Duration.ofNanos(1_500))).isEqualTo(2);
        assertThat(EpochMicros.ceil(Duration.ofNanos(2_000))).isEqualTo(2);
    }

    @Test
    void times_beyond_every_calendar_become_the_furthest_that_can_be_added_up() {
        assertThat(EpochMicros.toInstant(EpochMicros.floor(Instant.MIN))).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(EpochMicros.toInstant(EpochMicros.ceil(Instant.MAX))).isEqualTo("9999-12-31T23:59:59.999999Z");
        assertThat(EpochMicros.ceil(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(EpochMicros.FOREVER);
        assertThat(EpochMicros.MAX - EpochMicros.MIN).isLessThan(EpochMicros.FOREVER);
    }
}
