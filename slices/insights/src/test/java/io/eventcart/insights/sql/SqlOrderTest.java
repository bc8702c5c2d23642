package io.eventcart.insights.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same events give the same answer, in whatever order they were stored and by however many threads they are read. */
final class SqlOrderTest {
    @ParameterizedTest
    @ValueSource(strings = {"SELECT * FROM events", "SELECT stream FROM events",
            "SELECT position, type FROM events ORDER BY type",
            "SELECT stream, position FROM events ORDER BY stream DESC LIMIT 7",
            "SELECT position FROM events LIMIT 3", "SELECT type, version FROM events LIMIT 5 OFFSET 20",
            "SELECT DISTINCT ON (stream) stream, position FROM events", "SELECT DISTINCT type FROM events",
            "SELECT type, count(*) FROM events GROUP BY type",
            "SELECT version, avg(position / 3.0) a, sum(1e0 / (position + 1)) FROM events, range(500) GROUP BY version",
            "SELECT position FROM events ORDER BY ALL DESC",
            "SELECT stream FROM events UNION SELECT type FROM events",
            "(SELECT position FROM events) UNION ALL (SELECT version FROM events) LIMIT 20",
            "FROM cart_cart_checked_out",
            "SELECT unnest(lines) FROM cart_cart_checked_out",
            "SELECT {'v': version}, [stream], MAP {'t': type}, data FROM events ORDER BY count(*) OVER (PARTITION BY type) LIMIT 50",
            "SHOW TABLES", "DESCRIBE events"})
    void an_answer_does_not_depend_on_storage_or_threads(String sql, @TempDir Path folder) {
        var hashes = Stream.of(Map.entry("position", 2), Map.entry("hash(position)", 2), Map.entry("-position", 1))
                .map(stored -> {
                    try (var database = new AnalyticalDatabase(folder.resolve(stored.getKey().replaceAll("\\W",
                            "_")), stored.getKey(), stored.getValue())) {
                        return database.ask(sql, 60).hash();
                    }
                }).toList();

        assertThat(hashes).containsOnly(hashes.getFirst());
    }

    @Test
    void the_callers_order_comes_first(@TempDir Path folder) {
        try (var database = new AnalyticalDatabase(folder, "hash(position)", 2)) {
            assertThat(database.rows("SELECT version, position FROM events ORDER BY version DESC, stream LIMIT 3")
                    .toString())
                    .isEqualTo("[[10, 9], [10, 19], [10, 29]]");
        }
    }

    @Test
    void a_hash_differs_with_every_part_of_the_answer(@TempDir Path folder) {
        try (var database = new AnalyticalDatabase(folder)) {
            var hashes = Stream
                    .of("SELECT 1 AS a", "SELECT 1 AS b", "SELECT 2 AS a", "SELECT '1' AS a", "SELECT 1 AS a, 1 AS b",
                            "VALUES (1), (1)", "SELECT NULL AS a",
                            "SELECT '' AS a", "SELECT [1] AS a", "SELECT [[1]] AS a", "SELECT {'a': 1} AS a",
                            "SELECT 1.0::DOUBLE AS a",
                            "SELECT true AS a")
                    .map(sql -> database.ask(sql).hash()).toList();

            assertThat(hashes).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        }
    }

    @Test
    void the_last_digits_of_a_double_do_not_count() {
        var columns = List.of(new AnswerColumn("a", "DOUBLE"));
        var one = new AnswerHash(columns);
        var other = new AnswerHash(columns);
        var different = new AnswerHash(columns);

        one.add(List.of(0.1 + 0.2));
        other.add(List.of(0.3));
        different.add(List.of(0.3000000001));

        assertThat(one.hex()).isEqualTo(other.hex()).isNotEqualTo(different.hex());
    }
}
