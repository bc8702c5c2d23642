package io.eventcart.importclickstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    private static final Instant NOON = Instant.parse("2022-10-01T12:00:00Z");

    @Test
    void what_is_written_can_be_read() {
        assertThat(new Position(NOON, 12)).hasToString("2022-10-01T12:00:00Z#12");
        assertThat(Position.parse("2022-10-01T12:00:00Z#12")).contains(new Position(NOON, 12));
    }

    @Test
    void within_a_second_the_tenth_line_stands_behind_the_second() {
        assertThat(new Position(NOON, 10)).isGreaterThan(new Position(NOON, 2)).isLessThan(
                new Position(NOON.plusSeconds(1), 0));
        assertThat(new Position(NOON, 0)).isGreaterThan(Position.BEFORE_ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0b0e7f4e-3c1b-4a33-9f4c-0a4a4f6f2a51", "noon#1", "2022-10-01T12:00:00Z#", "#1",
            "2022-10-01T12:00:00Z#9999999999"})
    void an_operation_id_of_somebody_else_is_no_position(String operationId) {
        assertThat(Position.parse(operationId)).isEmpty();
    }
}
