package io.eventcart.insights.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Where a caller is shown a fault: in the text as it was written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class SqlFaultTest {
    private AnalyticalDatabase database;

    @BeforeAll
    void open(@TempDir Path folder) {
        database = new AnalyticalDatabase(folder);
    }

    @AfterAll
    void close() {
        database.close();
    }

    private void faultIs(String sql, int line, int column, String message) {
        assertThatThrownBy(() -> database.ask(sql)).isInstanceOfSatisfying(SqlRefused.class, refused -> {
            assertThat(refused.details().message()).isEqualTo(message);
            assertThat(refused.details().facts()).isEqualTo(Map.of("line", line, "column", column));
        });
    }

    @Test
    void a_syntax_error_has_a_place() {
        faultIs("SELECT at,\n  at FROM FROM events", 2, 11, "syntax error at or near \"FROM\".");
        faultIs("SELECT 'ä€😀', at, x y z FROM events", 1, 23, "syntax error at or near \"z\".");
        faultIs("SELECT at FROM", 1, 15, "syntax error at end of input.");
    }

    @Test
    void an_unknown_table_has_a_place() {
        faultIs("SELECT at\r\nFROM evnts", 2, 6,
                "There is no table evnts to read. SHOW TABLES lists them, without schema and database.");
        faultIs("SELECT '😀', at FROM events, evnts", 1, 29,
                "There is no table evnts to read. SHOW TABLES lists them, without schema and database.");
    }

    @Test
    void a_forbidden_function_has_a_place() {
        faultIs("SELECT at, at, getvariable('x') FROM events", 1, 16,
                "The function getvariable does not exist, or is not allowed.");
    }

    @Test
    void an_unknown_column_has_a_place() {
        faultIs("SELECT at, nope\nFROM events", 1, 12,
                "Referenced column \"nope\" not found in FROM clause! Candidate bindings: \"type\", \"app_version\", \"correlation_id\".");
        faultIs("SELECT 'ä', at FROM events\nWHERE at > now() AND\n  data.x.nope(3) IS NULL", 3, 3,
                "The function nope does not exist, or is not allowed.");
    }

    @Test
    void a_value_that_does_not_fit_has_a_place() {
        faultIs("SELECT at,\n at, position, type::INTEGER FROM events", 2, 20,
                "Could not convert string 'cart.item-added' to INT32 when casting from source column type.");
        faultIs("SELECT '" + "ä".repeat(200)
                + "', at, CAST(stream AS DATE) FROM events", 1, 216,
                "invalid date field format: \"cart-0\", expected format is (YYYY-MM-DD) when casting from source column stream.");
    }

    @Test
    void a_fault_without_a_place_has_none() {
        assertThatThrownBy(() -> database.ask("DROP TABLE events")).isInstanceOfSatisfying(SqlRefused.class,
                refused -> assertThat(refused.details().facts()).isEmpty());
    }

    @Test
    void advice_that_no_caller_can_follow_is_left_out() {
        assertThat(DuckDbFault.readable("Binder Error: ORDER BY non-integer literal has no effect.\n* SET "
                + "order_by_non_integer_literal=true to allow this behavior.\n\nLINE 1: SELECT 1\n        ^"))
                .isEqualTo("ORDER BY non-integer literal has no effect.");
    }
}
