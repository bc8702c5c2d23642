package io.eventcart.insights.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that the fence does not let through: none of them runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class SqlFenceTest {
    private AnalyticalDatabase database;

    @BeforeAll
    void open(@TempDir Path folder) {
        database = new AnalyticalDatabase(folder);
    }

    @AfterAll
    void close() {
        database.close();
    }

    private void isRefused(String sql) throws Exception {
        assertThatThrownBy(() -> SqlFence.check(database.connection, sql)).isInstanceOfSatisfying(SqlRefused.class,
                refused -> {
                    assertThat(refused.details().kind()).isEqualTo("sql-refused");
                    assertThat(refused.details().message()).isNotBlank().doesNotContain("\n", "LINE ", "INTERNAL");
                });
        try (var other = database.another()) {
            for (var each : new java.sql.Connection[]{database.connection, other}) {
                assertThat(new SqlRun(1L << 30)
                        .rows(each, SqlFence.check(each, "SELECT count(*), sum(position) FROM events"), 1,
                                AnalyticalDatabase.TEN_SECONDS)
                        .rows().toString()).isEqualTo("[[100, 4950]]");
            }
        }
        assertThat(database.rows("SHOW TABLES").toString())
                .isEqualTo("[[cart_cart_checked_out], [cart_item_added], [events]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROP TABLE events", "DELETE FROM events", "UPDATE events SET position = 1",
            "INSERT INTO events(position) VALUES (1)",
            "INSERT INTO events SELECT * FROM events RETURNING *",
            "WITH x AS (INSERT INTO events(position) VALUES (1) RETURNING *) FROM x",
            "WITH x AS (DELETE FROM events RETURNING *) SELECT * FROM x",
            "MERGE INTO events USING events e ON true WHEN MATCHED THEN DELETE",
            "TRUNCATE events", "CREATE TABLE t AS SELECT 1", "CREATE TEMP TABLE t(i INTEGER)",
            "CREATE OR REPLACE TABLE events(i INTEGER)",
            "CREATE VIEW v AS SELECT 1", "CREATE MACRO m(x) AS x", "CREATE SEQUENCE s", "CREATE TYPE t AS ENUM ('a')",
            "CREATE INDEX i ON events(position)",
            "CREATE SCHEMA s", "CREATE SECRET s (TYPE s3)", "ALTER TABLE events RENAME TO e",
            "COMMENT ON TABLE events IS 'x'",
            "SELECT 1 INTO t"})
    void nothing_is_written(String sql) throws Exception {
        isRefused(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ATTACH 'x.db'", "DETACH copy", "USE memory", "COPY events TO 'events.csv'",
            "COPY (SELECT 1) TO 'x.parquet'",
            "COPY events FROM 'x.csv'",
            "EXPORT DATABASE 'x'", "IMPORT DATABASE 'x'", "INSTALL httpfs", "LOAD httpfs", "SET threads = 1",
            "SET VARIABLE x = 1",
            "RESET threads",
            "PRAGMA version", "PRAGMA database_list", "CALL pragma_version()", "CHECKPOINT", "FORCE CHECKPOINT",
            "VACUUM", "ANALYZE",
            "BEGIN", "COMMIT", "ROLLBACK",
            "PREPARE p AS SELECT 1", "EXECUTE p", "DEALLOCATE p", "EXPLAIN SELECT 1", "EXPLAIN ANALYZE SELECT 1"})
    void nothing_but_select_is_run(String sql) throws Exception {
        isRefused(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";", "-- nothing", "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE events",
            "SELECT 1;; DROP TABLE events",
            "SELECT 1 /* ; */ ; /* */ DROP TABLE events", "SELECT '1'';'; DROP TABLE events --'",
            "SELECT $$;$$; DROP TABLE events",
            "SELECT 1 -- \n; DROP TABLE events", "SELECT 1\u00A0;\u2003DROP TABLE events",
            "SELECT E'\\'; DROP TABLE events; --'; DROP TABLE events",
            "/* /* */ SELECT 1 */ DROP TABLE events", "SELECT 1 \0; DROP TABLE events", "SELECT 'a", "SELECT \"a",
            "SELECT (1",
            "SELECT 1 /*", "SELECT \uD83D\uDE00",
            "SELECT $x$ 1", "ＳＥＬＥＣＴ 1", "SELECT ' ; DROP TABLE events --"})
    void one_statement_is_allowed_and_no_tricks(String sql) throws Exception {
        isRefused(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROM read_csv('/etc/passwd')", "FROM read_csv_auto('/etc/passwd')",
            "FROM read_text('/etc/passwd')",
            "FROM read_blob('/etc/passwd')", "FROM read_json('/etc/passwd')", "FROM read_ndjson_objects('x')",
            "FROM read_parquet('x.parquet')",
            "FROM parquet_scan('x.parquet')", "FROM parquet_metadata('x')", "FROM sniff_csv('x')", "FROM glob('/*')",
            "FROM read_duckdb('x')",
            "FROM '/etc/passwd'", "FROM \"events.csv\"", "FROM 'exports/x.parquet'", "SELECT * FROM ''",
            "FROM \"EVENTS \"",
            "SELECT 1 FROM events, LATERAL (FROM read_csv('x'))", "WITH \"/etc/passwd\" AS (SELECT 1) SELECT 1",
            "FROM (WITH x AS (SELECT 1) FROM x), x",
            "WITH a AS (FROM b), b AS (SELECT 1) FROM a", "WITH x AS (SELECT 1) FROM main.x"})
    void no_file_is_read(String sql) throws Exception {
        if (sql.startsWith("WITH \"/etc")) {
            isRefused("FROM (" + sql + "), '/etc/passwd'");
        } else {
            isRefused(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROM duckdb_settings()", "FROM duckdb_secrets()", "FROM duckdb_tables()",
            "FROM duckdb_functions()",
            "FROM duckdb_logs()", "FROM pragma_database_size()",
            "FROM pragma_table_info('events')", "FROM duckdb_settings", "FROM information_schema.tables",
            "FROM sqlite_master",
            "FROM sqlite_schema",
            "FROM pg_catalog.pg_tables", "FROM pg_tables", "FROM system.main.duckdb_settings",
            "FROM memory.main.events",
            "FROM copy.main.events", "FROM temp.events",
            "FROM copy.events", "FROM other.events", "FROM nope", "SHOW ALL TABLES", "SHOW DATABASES", "SHOW SCHEMAS",
            "SHOW VARIABLES",
            "SHOW TABLES FROM main", "DESCRIBE", "SHOW threads",
            "DESCRIBE duckdb_settings", "SUMMARIZE sqlite_master", "DESCRIBE FROM read_csv('/etc/passwd')",
            "SELECT * FROM (SHOW DATABASES)",
            "FROM which_secret('x', 's3')", "FROM test_all_types()", "FROM histogram(events, position)",
            "FROM duckdb_logs_parsed('x')"})
    void no_table_of_the_system_is_read(String sql) throws Exception {
        isRefused(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT getenv('HOME')", "SELECT current_setting('threads')", "SELECT getvariable('x')",
            "SELECT nextval('s')",
            "SELECT currval('s')", "SELECT write_log('x')", "SELECT json_execute_serialized_sql('x')",
            "SELECT json_serialize_sql('SELECT 1')", "SELECT json_serialize_plan('FROM x')",
            "FROM json_execute_serialized_sql('x')", "FROM query('SELECT 1')", "FROM query_table('events')",
            "SELECT query('x')",
            "SELECT sleep_ms(1000)",
            "SELECT pg_sleep(1)", "SELECT current_query()", "SELECT txid_current()", "SELECT current_database()",
            "SELECT pg_get_viewdef(1)",
            "SELECT levenshtein('a', 'b')", "SELECT nope(1)", "SELECT main.getvariable('x')",
            "SELECT system.main.getvariable('x')",
            "SELECT pg_catalog.current_setting('x')",
            "SELECT 'threads'.current_setting()", "SELECT \"GetVariable\"('x')"})
    void no_function_reads_more_than_its_arguments(String sql) throws Exception {
        isRefused(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT list_transform([1], lambda y: getvariable('x'))",
            "SELECT [getvariable('x') FOR i IN [1]]",
            "SELECT position FROM events ORDER BY getvariable('x')",
            "SELECT count(*) FROM events HAVING getvariable('x') = 1",
            "SELECT count(*) FILTER (getvariable('x') = 1) FROM events",
            "SELECT sum(position) OVER (ORDER BY getvariable('x')) FROM events",
            "SELECT sum(position) OVER (PARTITION BY getvariable('x')) FROM events",
            "WITH x AS (SELECT getvariable('x')) FROM x", "SELECT (SELECT getvariable('x'))",
            "SELECT 1 WHERE EXISTS (SELECT getvariable('x'))",
            "SELECT * REPLACE (getvariable('x') AS type) FROM events",
            "SELECT COLUMNS(c -> getvariable('x') = c) FROM events",
            "SELECT 1 FROM events QUALIFY row_number() OVER () = getvariable('x')",
            "SELECT 1 LIMIT getvariable('x')", "SELECT 1 FROM events a JOIN events b ON getvariable('x')",
            "VALUES (getvariable('x'))",
            "SELECT DISTINCT ON (getvariable('x')) 1",
            "SELECT CASE WHEN true THEN getvariable('x') END", "SELECT 1 UNION ALL SELECT getvariable('x')",
            "FROM range(getvariable('x'))", "FROM unnest([getvariable('x')])",
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT getvariable('x') FROM r) FROM r",
            "SELECT 1 GROUP BY getvariable('x')",
            "SELECT string_agg(type, ',' ORDER BY getvariable('x')) FROM events", "SUMMARIZE SELECT getvariable('x')",
            "SELECT TRY(getvariable('x'))", "SELECT getvariable('x')::VARCHAR",
            "FROM (PIVOT events ON type IN ('a') USING max(getvariable('x')))",
            "SELECT lag(1, getvariable('x')) OVER () FROM events",
            "SELECT [1, 2][getvariable('x')]"})
    void a_forbidden_function_has_no_place_to_hide(String sql) throws Exception {
        isRefused(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT ?", "SELECT $1", "SELECT $name", "SELECT position FROM events LIMIT ?",
            "FROM events AT (VERSION => 1)",
            "SELECT position FROM events GROUP BY CUBE(position, stream, version, type, revision, at, actor)",
            "PIVOT events ON type USING count(*)", "SELECT DEFAULT",
            "SELECT finalize(sum(position)) FROM events"})
    void what_nobody_needs_is_closed(String sql) throws Exception {
        isRefused(sql);
    }
}
