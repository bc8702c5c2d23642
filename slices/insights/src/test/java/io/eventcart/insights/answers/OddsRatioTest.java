package io.eventcart.insights.answers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OddsRatioTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | 5 | 0 | 0 | No cart was left at all, so there is no ratio.
            0 | 0 | 2 | 5 | No cart was checked out at all, so there is no ratio.
            2 | 5 | 0 | 5 | No cart was left after this pattern, so there is no ratio.
            0 | 5 | 2 | 5 | No cart was checked out after this pattern, so there is no ratio.
            5 | 5 | 2 | 5 | No cart was checked out after another pattern, so there is no ratio.
            2 | 5 | 5 | 5 | No cart was left after another pattern, so there is no ratio.
            """)
    void there_is_no_ratio_if_one_of_the_four_numbers_is_0(long checkouts, long allCheckouts, long abandonments,
            long allAbandonments, String note) {
        assertThat(OddsRatio.of(checkouts, allCheckouts, abandonments, allAbandonments))
                .isEqualTo(new OddsRatio(null, null, null, note));
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 1, 2, 1.0", "3, 4, 1, 4, 9.0", "1, 4, 3, 4, 0.1111111111111111"})
    void the_ratio_is_above_1_if_the_pattern_came_before_checkouts_more_often(long checkouts, long allCheckouts,
            long abandonments, long allAbandonments, double ratio) {
        var odds = OddsRatio.of(checkouts, allCheckouts, abandonments, allAbandonments);

        assertThat(odds.ratio()).isEqualTo(ratio);
        assertThat(odds.low()).isLessThan(ratio);
        assertThat(odds.high()).isGreaterThan(ratio);
    }
}
