package io.eventcart.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditCsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void what_a_spreadsheet_would_take_for_a_formula_begins_with_an_apostrophe(String text) {
        assertThat(AuditCsv.cell(text)).isEqualTo("'" + text);
    }

    @Test
    void other_cells_stay_as_they_are() {
        assertThat(AuditCsv.cell("a=1")).isEqualTo("a=1");
        assertThat(AuditCsv.cell(2L)).isEqualTo("2");
        assertThat(AuditCsv.cell(null)).isEmpty();
    }
}
