package io.eventcart.insights.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a caller may ask, and how the answers look. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class SqlRunTest {
    private AnalyticalDatabase database;

    @BeforeAll
    void open(@TempDir Path folder) {
        database = new AnalyticalDatabase(folder);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', value = {
            "SELECT count(*) FROM events => [[100]]",
            "SELECT COUNT(*) FROM main.\"Events\"; => [[100]]",
            "FROM events SELECT position LIMIT 2 => [[0], [1]]",
            "SELECT at FROM events ORDER BY at LIMIT 3 => [[2026-01-31T10:00:00Z], [2026-01-31T10:01:00Z], [2026-01-31T10:02:00Z]]",
            "SELECT e.AT, at::DATE AS day FROM events e WHERE at < TIMESTAMP '2026-01-31 10:01:00' => [[2026-01-31T10:00:00Z, 2026-01-31]]",
            "SELECT at AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Berlin' AS at FROM events LIMIT 1 => [[2026-01-31T11:00:00Z]]",
            "SELECT 'at', \"at\" /* at */ FROM events -- at\\nLIMIT 1 => [[at, 2026-01-31T10:00:00Z]]",
            "WITH c AS (SELECT stream, max(at) AS at FROM events GROUP BY ALL) SELECT count(*) FROM c JOIN events USING (stream, at) => "
                    + "[[10]]",
            "SELECT type, count(*) FROM events GROUP BY 1 ORDER BY 2 DESC => [[cart.item-added, 90], [cart.cart-checked-out, 10]]",
            "SELECT data->>'productId' p, sum((data->>'quantity')::INT) FROM events WHERE p = 'p1' GROUP BY ALL => [[p1, 1617]]",
            "SELECT position, lag(position) OVER (PARTITION BY stream ORDER BY version) FROM events WHERE stream = 'cart-1' QUALIFY "
                    + "row_number() OVER (ORDER BY position) = 2 => [[11, 10]]",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT sum(n) FROM r => [[15]]",
            "WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS x FROM a) SELECT a.x, b.x FROM a, b => [[1, 2]]",
            "SELECT l.product_id, l.quantity FROM cart_cart_checked_out, unnest(lines) AS t(l) LIMIT 1 => [[p1, 2]]",
            "SELECT list_sum(list_transform(lines, lambda l: l.quantity * l.unit_price_amount)) FROM cart_cart_checked_out LIMIT 1 => "
                    + "[[5.0000]]",
            "SELECT [x * 2 FOR x IN [1, 2, 3] IF x > 1] => [[[4, 6]]]",
            "SELECT count(*) FROM events a SEMI JOIN cart_item_added b USING (position) => [[90]]",
            "SELECT stream || '/' || version || ' ' || type FROM events LIMIT 1 => [[cart-0/1 cart.item-added]]",
            "SELECT count(*) FROM generate_series(TIMESTAMP '2026-01-01', TIMESTAMP '2026-01-31', INTERVAL 1 DAY) => [[31]]",
            "SELECT CASE stream WHEN 'cart-1' THEN 'one' ELSE 'other' END c, count(*) FROM events GROUP BY 1 => [[one, 10], [other, 90]]",
            "FROM (PIVOT (SELECT stream, type FROM events) ON type IN ('cart.item-added') USING count(*)) LIMIT 1 => [[cart-0, 9]]",
            "SELECT count(*) FROM (UNPIVOT (SELECT position, version FROM events) ON position, version) => [[200]]",
            "SELECT 1 UNION ALL SELECT 3 UNION ALL SELECT 2 => [[1], [2], [3]]",
            "VALUES (2, 'b'), (1, 'a') => [[1, a], [2, b]]",
            "SELECT typeof(1e10), 1e10 / 4, typeof(1.5) => [[DOUBLE, 2.5E9, DECIMAL(2,1)]]",
            "SELECT count(*) FROM events WHERE at BETWEEN '2026-01-31 10:10' AND '2026-01-31 10:19' => [[10]]",
            "SELECT date_trunc('hour', at) h, count(DISTINCT stream) FROM events GROUP BY h ORDER BY h => [[2026-01-31T10:00:00Z, 6], "
                    + "[2026-01-31T11:00:00Z, 4]]",
            "SELECT product_id, quantile_cont(quantity, 0.5) FROM cart_item_added GROUP BY ROLLUP(product_id) ORDER BY 1 NULLS FIRST "
                    + "LIMIT 1 => [[null, 49.0]]",
            "SELECT key, value FROM events, json_each(data) WHERE position = 4 => [[productId, \"p1\"], [quantity, 4]]",
            "SELECT COLUMNS('^pos|^ver') FROM events LIMIT 1 => [[0, 1]]",
            "SELECT * EXCLUDE (data, stream, type, revision, at, actor, command, correlation_id, causation_id, app_version) FROM events "
                    + "LIMIT 1 => [[0, 1]]",
            "SELECT DISTINCT ON (type) type, position FROM events ORDER BY type, position DESC => [[cart.cart-checked-out, 99], "
                    + "[cart.item-added, 98]]",
            "SELECT DISTINCT type FROM events LIMIT 1 OFFSET 1 => [[cart.item-added]]",
            "SELECT position FROM events LIMIT (SELECT 2) => [[0], [1]]",
            "SELECT position FROM events LIMIT 1.5% => [[0]]",
            "SELECT $$it's$$, E'a\\'b', 'ä€😀' => [[it's, a'b, ä€😀]]",
            "SHOW TABLES => [[cart_cart_checked_out], [cart_item_added], [events]]"})
    void a_select_over_the_tables_is_answered(String sql, String rows) {
        assertThat(database.rows(sql.replace("\\n", "\n")).toString()).isEqualTo(rows);
    }

    @Test
    void tables_describe_themselves() {
        assertThat(database.rows("DESCRIBE events")).hasSize(12).element(5).asString()
                .startsWith("[at, TIMESTAMP, YES");
        assertThat(database.rows("DESCRIBE SELECT at FROM events")).hasSize(1);
        assertThat(database.rows("SHOW cart_item_added")).hasSize(10);
        assertThat(database.rows("SUMMARIZE events")).hasSize(12);
    }

    @Test
    void columns_have_names_and_DuckDBs_types() {
        assertThat(database.ask("SELECT position AS Pos, count(*), lines, unit_price_amount FROM cart_item_added JOIN "
                + "cart_cart_checked_out USING (position) GROUP BY ALL").columns())
                .containsExactly(new AnswerColumn("Pos", "BIGINT"), new AnswerColumn("count_star()", "BIGINT"),
                        new AnswerColumn("lines",
                                "STRUCT(product_id VARCHAR, \"name\" VARCHAR, quantity INTEGER, unit_price_amount DECIMAL(18,4), "
                                        + "unit_price_currency VARCHAR)[]"),
                        new AnswerColumn("unit_price_amount", "DECIMAL(18,4)"));
    }

    @Test
    void values_are_what_JSON_can_say() {
        var row = database
                .rows("""
                        SELECT 1, 2::HUGEINT, 2.50::DECIMAL(18,4), 0.5::DOUBLE, true, 'x', NULL, '00000000-0000-0000-0000-00000000000a'::UUID,
                        DATE '2026-01-31', TIME '10:00:00', INTERVAL '1 month 2 days', 'ab'::BLOB, [1, NULL], {'a': 1, 'b': [true]}, MAP {'k': 1.5}, '{"a": [1]}'::JSON,
                        'nan'::DOUBLE, '-infinity'::DOUBLE, 'infinity'::TIMESTAMP, TIMESTAMP '2026-01-31 10:00:00.123456', TIMESTAMPTZ '2026-01-31 10:00:00+01'""")
                .getFirst();

        assertThat(row).containsExactly(1, BigInteger.TWO, new BigDecimal("2.5000"), 0.5, true, "x", null,
                "00000000-0000-0000-0000-00000000000a", "2026-01-31", "10:00", "1 month 2 days", "YWI=",
                java.util.Arrays.asList(1, null),
                Map.of("a", 1, "b", List.of(true)), Map.of("k", new BigDecimal("1.5")), JsonMapper.shared()
                        .readTree("{\"a\":[1]}"),
                "NaN", "-Infinity",
                "infinity", "2026-01-31T10:00:00.123456Z", "2026-01-31T09:00:00Z");
    }

    /** At 02:30 on this night, clocks in Berlin go from 02:00 to 03:00. */
    @Test
    void an_instant_does_not_depend_on_where_the_app_runs() {
        var here = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            assertThat(database
                    .rows("SELECT TIMESTAMP '2026-03-29 02:30:00', [TIMESTAMP '2026-03-29 02:30:00'], {'at': TIMESTAMP "
                            + "'2026-03-29 02:30:00'}")
                    .toString())
                    .isEqualTo("[[2026-03-29T02:30:00Z, [2026-03-29T02:30:00Z], {at=2026-03-29T02:30:00Z}]]");
        } finally {
            TimeZone.setDefault(here);
        }
    }

    @Test
    void an_answer_says_whether_there_is_more() {
        assertThat(database.ask("SELECT position FROM events", 100).truncated()).isFalse();
        assertThat(database.ask("SELECT position FROM events", 99)).satisfies(answer -> {
            assertThat(answer.rows()).hasSize(99);
            assertThat(answer.truncated()).isTrue();
        });
        assertThat(database.ask("SELECT position FROM events LIMIT 5", 5).truncated()).isFalse();
        assertThat(database.ask("SELECT position FROM events LIMIT 50% OFFSET 1", 5).rows().toString())
                .isEqualTo("[[1], [2], [3], [4], [5]]");
        assertThat(database.ask("SELECT position FROM events OFFSET 98", 5).rows().toString())
                .isEqualTo("[[98], [99]]");
    }

    @ParameterizedTest
    @CsvSource({"SELECT random(),random", "SELECT uuid(),uuid", "SELECT now(),now", "SELECT current_date,current_date",
            "SELECT 1 WHERE current_timestamp > TIMESTAMP '2026-01-01',current_timestamp",
            "SELECT today(),today", "SELECT age(at) FROM events,age", "FROM events TABLESAMPLE 10%,TABLESAMPLE",
            "SELECT list(type) FROM events,list without ORDER BY",
            "SELECT x FROM (SELECT position x FROM events LIMIT 1),LIMIT without ORDER BY",
            "SELECT setseed(0.5),setseed"})
    void what_changes_from_call_to_call_is_named(String sql, String obstacle) {
        var checked = SqlFence.check(database.connection, sql);

        assertThat(checked.repeatable()).isFalse();
        assertThat(checked.obstacleToRepeating()).contains(obstacle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT count(*) FROM events", "SELECT list(type ORDER BY position) FROM events",
            "SELECT position FROM events LIMIT 1", "SELECT age(at, at) FROM events",
            "SELECT x FROM (SELECT position x FROM events ORDER BY position LIMIT 1)",
            "SELECT date_trunc('day', at) FROM events",
            "SHOW TABLES"})
    void all_else_is_repeatable(String sql) {
        assertThat(SqlFence.check(database.connection, sql).repeatable()).isTrue();
    }
}
