package io.eventcart.insights.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that want more than their share of time, memory, planning or heap. DuckDB has 64 MB here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class SqlLimitsTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private AnalyticalDatabase database;

    @BeforeAll
    void open(@TempDir Path folder) {
        database = new AnalyticalDatabase(folder);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @AfterEach
    void everything_still_works() throws Exception {
        try (var other = database.another()) {
            assertThat(database.rows("SELECT count(*) FROM events").toString()).isEqualTo("[[100]]");
            assertThat(new SqlRun(1L << 30)
                    .rows(other, SqlFence.check(other, "SELECT count(*) FROM events"), 1,
                            AnalyticalDatabase.TEN_SECONDS)
                    .rows()
                    .toString()).isEqualTo("[[100]]");
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> stopped(String sql) {
        var run = new SqlRun(200L << 20);
        var checked = SqlFence.check(database.connection, sql);
        return assertThatThrownBy(() -> run.rows(database.connection, checked, 10, SHORT))
                .isInstanceOf(SqlRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT count(*) FROM range(1000000000000)",
            "SELECT count(*) FROM generate_series(1, 1000000000000)",
            "SELECT max(a.position + b.position + c.position + d.position"
                    + " + e.position) FROM events a, events b, events c, events d, events e",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT 1 FROM r LIMIT 1",
            "SELECT sum(i) OVER (ORDER BY i) FROM range(1000000000) t(i)",
            "SELECT count(*) FROM events WHERE (SELECT count(*) FROM range(1000000000000)) = position"})
    void a_statement_without_end_is_stopped_at_its_time(String sql) {
        stopped(sql).hasMessageContaining("0.3 seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT list(i) FROM range(1000000000) t(i)",
            "SELECT histogram(i) FROM range(1000000000) t(i)",
            "SELECT median(i) FROM range(1000000000) t(i)",
            "SELECT string_agg(repeat('x', 1000), ',') FROM range(1000000)",
            "SELECT count(*) FROM (SELECT DISTINCT i, md5(i::VARCHAR) FROM range(100000000) t(i))",
            "WITH RECURSIVE r(s) AS (SELECT 'xxxxxxxx' UNION ALL SELECT s || s FROM r) SELECT max(length(s)) FROM r",
            "SELECT map(list(i), list(i)) FROM range(100000000) t(i)",
            "SELECT i FROM range(1000000000) t(i) ORDER BY hash(i) LIMIT 1000000",
            "SELECT list(position) OVER () FROM events, range(1000000)",
            "SELECT json_group_array(data) FROM events, range(10000000)",
            "SELECT quantile_cont(i, 0.5) FROM range(1000000000) t(i)"})
    void a_statement_that_eats_memory_is_stopped(String sql) {
        stopped(sql).hasMessageMatching(".*(more memory than it may have|0.3 seconds|16 MiB).*");
    }

    @Test
    void growth_that_DuckDB_does_not_count_is_stopped_by_what_the_process_uses() {
        var checked = SqlFence.check(database.connection, "SELECT histogram(i) FROM range(1000000000) t(i)");

        assertThatThrownBy(
                () -> new SqlRun(32L << 20).rows(database.connection, checked, 10, AnalyticalDatabase.TEN_SECONDS))
                .isInstanceOf(SqlRefused.class).hasMessageContaining("more memory than it may have");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT length(repeat('x', 1000000000))", "SELECT repeat(type, 1000) FROM events",
            "SELECT repeat('x', position) FROM events", "SELECT lpad('x', 2000000000, 'y')",
            "SELECT rpad(type, position::INTEGER, 'y') FROM events",
            "SELECT repeat(repeat(repeat('x', 100), 100), 100)", "SELECT range(2000000000)",
            "SELECT generate_series(1, 3000000000)",
            "SELECT range(position) FROM events", "SELECT list_resize([1], 2000000000)",
            "SELECT bitstring('1', 2000000000)", "SELECT format('{:2000000000}', 1)",
            "SELECT printf('%2000000000d', 1)",
            "SELECT printf('%*d', 2000000000, 1)", "SELECT format('{:{}}', 1, 2000000000)",
            "SELECT format(type, 1) FROM events",
            "SELECT replace(type, 'a', type) FROM events",
            "SELECT regexp_replace(type, '.', data::VARCHAR, 'g') FROM events",
            "SELECT list_transform(range(900), lambda x: range(900))",
            "SELECT list_transform(l, lambda e: l) FROM (SELECT list(position) AS l FROM events)",
            "SELECT [l FOR e IN l] FROM (SELECT list(position) AS l FROM events)",
            "SELECT list_transform(l, lambda e: {'e': e, 'l': l}) FROM (SELECT [1] AS l)",
            "SELECT list_reduce(['a', 'b'], lambda x, y: x || x)",
            "SELECT a || a AS b, b || b AS c, c || c AS d, d || d AS e, e || e AS f, f || f AS g, g || g AS h, h || h AS i, i "
                    + "|| i AS j, j || j AS k FROM (SELECT type AS a FROM events)",
            "WITH a AS (SELECT concat(type, type, type, type, type, type) x FROM events), b AS (SELECT concat(x, x, x, x, x, x) x FROM "
                    + "a), c AS (SELECT concat(x, x, x, x, x, x) x FROM b), d AS (SELECT concat(x, x, x, x, x, x) x FROM c) SELECT "
                    + "concat(x, x, x, x, x) FROM d",
            "SELECT bin(bin(bin(bin(type)))) FROM events",
            "SELECT [[[[[[[[[[[type]::VARCHAR]::VARCHAR]::VARCHAR]::VARCHAR]::VARCHAR]::VARCHAR]::VARCHAR]::VARCHAR]::VARCHAR]::VARCHAR] FROM events",
            "SELECT type.repeat(1000000000) FROM events",
            "SELECT bin(bin(bin(h.concat(h)))) FROM (SELECT g.concat(g) AS h FROM (SELECT type AS g FROM events))",
            "SELECT json_extract(data, [" + "'$'," + "'$']) FROM events WHERE repeat(type, 101) = ''"})
    void a_value_may_not_become_a_thousand_times_as_large(String sql) {
        assertThatThrownBy(() -> SqlFence.check(database.connection, sql)).isInstanceOf(SqlRefused.class)
                .hasMessageMatching(
                        "(?s).*(times is allowed|literal|width|arguments in brackets|outside of it|not make its values "
                                + "longer).*");
    }

    private void isTooDeep(String sql) {
        assertThatThrownBy(() -> SqlFence.check(database.connection, sql)).isInstanceOf(SqlRefused.class)
                .hasMessageMatching(
                        "(?s).*(nested too deeply|brackets are open|too much planning|operand of a CASE|characters).*");
    }

    @ParameterizedTest
    @ValueSource(ints = {130, 980, 5_000})
    void a_deep_statement_is_refused_before_a_stack_overflows(int levels) {
        isTooDeep("SELECT " + "(".repeat(levels) + "1" + ")".repeat(levels));
        isTooDeep("SELECT " + "[".repeat(levels) + "1" + "]".repeat(levels));
        isTooDeep("SELECT " + "NOT ".repeat(levels) + "true");
        isTooDeep("SELECT " + "- ".repeat(levels) + "position FROM events");
        isTooDeep("SELECT position" + "+1".repeat(levels) + " FROM events");
        isTooDeep("SELECT position" + "::INT".repeat(levels) + " FROM events");
        isTooDeep("SELECT data" + "->'a'".repeat(levels) + " FROM events");
        isTooDeep("SELECT type" + ".upper()".repeat(levels) + " FROM events");
        isTooDeep("SELECT 1 FROM events" + ",events".repeat(levels));
        isTooDeep("SELECT * FROM " + "(FROM ".repeat(levels) + "events" + ")".repeat(levels));
        isTooDeep("SELECT " + "CASE WHEN true THEN 1 ELSE ".repeat(levels) + "1" + " END".repeat(levels));
    }

    @Test
    void queries_named_one_upon_the_other_are_deep_too() {
        var sql = new StringBuilder("WITH a0 AS (FROM events)");
        for (var i = 1; i <= 250; i++) {
            sql.append(", a").append(i).append(" AS (FROM a").append(i - 1).append(')');
        }

        isTooDeep(sql + " FROM a250");
    }

    @Test
    void expressions_that_the_planner_would_copy_without_end_are_refused() {
        isTooDeep("SELECT " + "CASE ".repeat(40) + "position" + " WHEN 1 THEN 2 WHEN 2 THEN 3 END".repeat(40)
                + " FROM events");
        isTooDeep("SELECT " + "nullif(".repeat(30) + "position" + ", 3)".repeat(30) + " FROM events");
        isTooDeep("SELECT " + "round_even(".repeat(10) + "position" + ", 3)".repeat(10) + " FROM events");
        isTooDeep("SELECT " + "(".repeat(40) + "position" + " BETWEEN 1 AND 2)::INT".repeat(40) + " FROM events");
        isTooDeep("SELECT " + "list_transform([1], lambda x: ".repeat(40) + "1" + ")".repeat(40));
        isTooDeep("SELECT data" + "->'a'".repeat(25) + " FROM events");
        isTooDeep("SELECT " + "(SELECT ".repeat(40) + "1" + ")".repeat(40));
        var aliases = new StringBuilder("SELECT position AS a0");
        for (var i = 1; i <= 25; i++) {
            aliases.append(", a").append(i - 1).append(" + a").append(i - 1).append(" AS a").append(i);
        }
        isTooDeep(aliases + " FROM events");
        isTooDeep(aliases.toString().replaceAll("(a\\d+) \\+ (a\\d+)", "$1.add($2)") + " FROM events");
        isTooDeep("SELECT " + "*, ".repeat(99) + "* FROM (SELECT " + "*, ".repeat(99) + "* FROM events)");
        isTooDeep("FROM (PIVOT events ON position IN (" + "1, ".repeat(400) + "1), version IN (" + "1, ".repeat(400)
                + "1) USING count(*))");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NOT MATERIALIZED", "MATERIALIZED"})
    void queries_that_use_one_another_twice_are_not_copied_without_end(String how) {
        var sql = new StringBuilder("WITH a0 AS (SELECT 1 AS x)");
        for (var i = 1; i <= 25; i++) {
            sql.append(", a").append(i).append(" AS ").append(how).append(" (SELECT p.x + q.x AS x FROM a")
                    .append(i - 1).append(" p, a")
                    .append(i - 1).append(" q)");
        }

        isTooDeep(sql + " SELECT x FROM a25");
    }

    @Test
    void a_long_text_is_refused_unread() {
        isTooDeep("SELECT '" + "x".repeat(1_000_000) + "'");
    }

    @Test
    void an_answer_has_at_most_16_MiB() {
        var checked = SqlFence.check(database.connection,
                "SELECT repeat('x', 900) || i, repeat('y', 900) || i FROM range(20000) t(i)");
        assertThatThrownBy(
                () -> new SqlRun(1L << 30).rows(database.connection, checked, 10_000, AnalyticalDatabase.TEN_SECONDS))
                .isInstanceOf(SqlRefused.class).hasMessageContaining("16 MiB");
    }

    @Test
    void a_limit_is_one_to_ten_thousand() {
        var checked = SqlFence.check(database.connection, "SELECT 1");

        for (var limit : new int[]{0, 10_001}) {
            assertThatThrownBy(() -> new SqlRun(1L << 30).rows(database.connection, checked, limit, SHORT))
                    .isInstanceOf(SqlRefused.class);
        }
    }

    @Test
    void a_statement_that_fails_leaves_no_broken_transaction() throws Exception {
        database.connection.setAutoCommit(false);

        stopped("SELECT count(*) FROM range(1000000000000)");

        assertThat(database.value("SELECT count(*) FROM events")).isEqualTo(100L);
        database.connection.setAutoCommit(true);
    }
}
