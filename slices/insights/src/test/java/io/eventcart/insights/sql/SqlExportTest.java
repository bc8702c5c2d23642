package io.eventcart.insights.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class SqlExportTest {
    @TempDir
    Path folder;

    private AnalyticalDatabase database;

    @BeforeEach
    void open() {
        database = new AnalyticalDatabase(folder, "hash(position)", 2);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Path export(String sql, ExportFormat format, String name) {
        var file = database.exports.resolve(name);
        new SqlRun(1L << 30)
                .export(database.connection, SqlFence.check(database.connection, sql), format, file,
                        AnalyticalDatabase.TEN_SECONDS);
        return file;
    }

    @Test
    void a_CSV_file_has_a_header_and_quotes() throws IOException {
        assertThat(
                export("SELECT position, at, type AS \"the \"\"type\", 'a,\"b\"' AS q, NULL AS n FROM events LIMIT 2",
                        ExportFormat.CSV, "it's.csv"))
                .hasContent("""
                        position,at,"the ""type",q,n
                        0,2026-01-31T10:00:00.000000Z,cart.item-added,"a,""b\""",
                        1,2026-01-31T10:01:00.000000Z,cart.item-added,"a,""b\""",
                        """);
    }

    @Test
    void a_text_that_a_spreadsheet_would_run_begins_with_an_apostrophe() throws IOException {
        assertThat(
                export("SELECT unnest(['=1+1', '+1', '-1', '@x', 'a=1', '', NULL]) AS \"=x\", -1 AS n, '-1'::JSON AS j",
                        ExportFormat.CSV, "x.csv"))
                .hasContent("""
                        '=x,n,j
                        "",-1,'-1
                        '+1,-1,'-1
                        '-1,-1,'-1
                        '=1+1,-1,'-1
                        '@x,-1,'-1
                        a=1,-1,'-1
                        ,-1,'-1
                        """);
    }

    @Test
    void an_export_has_all_rows_in_order() throws Exception {
        var file = export("SELECT position + 100 * i AS n, at, data FROM events, range(300) t(i)", ExportFormat.PARQUET,
                "all.parquet");

        try (var reader = DriverManager.getConnection("jdbc:duckdb:");
                var statement = reader.createStatement();
                var row = statement
                        .executeQuery("SELECT count(*), bool_and(file_row_number = n), typeof(any_value(\"at\")) FROM "
                                + "read_parquet('" + file
                                + "', file_row_number = true)")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(30_000);
            assertThat(row.getBoolean(2)).isTrue();
            assertThat(row.getString(3)).isEqualTo("TIMESTAMP");
        }
    }

    @Test
    void a_failed_export_leaves_no_file() {
        var file = database.exports.resolve("failed.csv");
        var sql = SqlFence.check(database.connection, "SELECT i FROM range(1000000000000) t(i)");

        assertThatThrownBy(() -> new SqlRun(1L << 30).export(database.connection, sql, ExportFormat.CSV, file,
                Duration.ofMillis(300)))
                .isInstanceOf(SqlRefused.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void nothing_is_written_outside_of_the_folder_for_exports() {
        var sql = SqlFence.check(database.connection, "SELECT 1");
        var file = folder.resolve("outside.csv");

        assertThatThrownBy(() -> new SqlRun(1L << 30)
                .export(database.connection, sql, ExportFormat.CSV, file, AnalyticalDatabase.TEN_SECONDS))
                .isInstanceOf(SqlRefused.class);
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void a_description_has_no_export() {
        assertThatThrownBy(() -> export("DESCRIBE events", ExportFormat.CSV, "d.csv")).isInstanceOf(SqlRefused.class)
                .hasMessageContaining("no export");
    }
}
