package io.eventcart.importclickstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportTallyTest {
    @Test
    void a_file_full_of_malformed_lines_is_counted_in_full_and_listed_in_part() {
        var tally = new ImportTally();

        IntStream.range(0, ImportTally.MOST_LISTED + 5).forEach(n -> tally.malformed(null, n + 2, "it is empty"));

        var report = tally.report();
        assertThat(report.malformed()).hasSize(ImportTally.MOST_LISTED);
        assertThat(report.malformedNotListed()).isEqualTo(5);
        assertThat(report.table(Duration.ofSeconds(1))).containsPattern("malformed +10,005")
                .contains("line 11: it is empty").doesNotContain("line 12: it is empty")
                .contains("and more; --report FILE lists them");
    }

    @Test
    void reasons_are_counted_each_by_itself() {
        var tally = new ImportTally();

        tally.rejected("item-not-in-cart");
        tally.rejected("cart-empty");
        tally.rejected("item-not-in-cart");

        assertThat(tally.report().rejected()).containsEntry("item-not-in-cart", 2L).containsEntry("cart-empty", 1L)
                .hasSize(2);
        assertThat(tally.report().table(Duration.ofSeconds(1))).containsPattern("rejected: item-not-in-cart +2");
    }
}
