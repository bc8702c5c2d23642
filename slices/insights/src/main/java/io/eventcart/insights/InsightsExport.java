package io.eventcart.insights;

import io.eventcart.insights.ocel.OcelJson;
import io.eventcart.insights.ocel.OcelSqlite;
import io.eventcart.insights.sql.ExportFormat;
import io.eventcart.platform.sliceapi.CommandFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Writes the whole analytical copy for other tools. Every form is made from one Parquet file for each table, which a running server
 * can send too.
 */
@Component
final class InsightsExport {
    private static final int MOST_TABLES = 10_000;

    /** What is written. */
    enum Form {
        PARQUET, CSV, DUCKDB, OCEL_JSON, OCEL_SQLITE;

        static Form of(String text) {
            return Arrays.stream(values()).filter(form -> form.text().equals(text)).findFirst()
                    .orElseThrow(() -> CommandFault.calledWrongly("There is no format " + text + ". The formats are "
                            + Arrays.stream(values()).map(Form::text).collect(Collectors.joining(", ")) + "."));
        }

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param progress gets a line for each file */
    void write(InsightsSource source, Form form, Path folder, PrintWriter progress) {
        try {
            prepare(folder);
            switch (form) {
                case PARQUET -> tables(source, ExportFormat.PARQUET, folder, ".parquet", progress);
                case CSV -> tables(source, ExportFormat.CSV, folder, ".csv", progress);
                case DUCKDB, OCEL_JSON, OCEL_SQLITE -> oneFile(source, form, folder, progress);
            }
        } catch (IOException e) {
            throw CommandFault
                    .failed(folder + " can't be written: " + e.getMessage() + ". What is there is not complete.");
        } catch (SQLException e) {
            throw CommandFault.failed(
                    "The export has failed: " + e.getMessage() + ". What is in " + folder + " is not complete.");
        }
    }

    private static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw CommandFault.calledWrongly(folder + " is not empty. Name a new folder.");
            }
        }
    }

    private static List<String> tables(InsightsSource source, ExportFormat format, Path folder, String ending,
            PrintWriter progress) {
        var tables = source.query("SHOW TABLES", MOST_TABLES).rows().stream().map(row -> String.valueOf(row.getFirst()))
                .toList();
        for (var table : tables) {
            var file = folder.resolve(table + ending);
            source.export("SELECT * FROM \"" + table + "\" ORDER BY position", format, file);
            progress.println(file);
            progress.flush();
        }
        return tables;
    }

    private static void oneFile(InsightsSource source, Form form, Path folder, PrintWriter progress)
            throws IOException, SQLException {
        var parts = Files.createDirectory(folder.resolve("parts"));
        try {
            var tables = tables(source, ExportFormat.PARQUET, parts, ".parquet", new PrintWriter(Writer.nullWriter()));
            var file = folder.resolve("history" + switch (form) {
                case DUCKDB -> ".duckdb";
                case OCEL_JSON -> ".ocel.json";
                default -> ".ocel.sqlite";
            });
            try (var connection = DriverManager.getConnection("jdbc:duckdb:" + (form == Form.DUCKDB ? file : ""))) {
                load(connection, parts, tables);
                if (form == Form.OCEL_JSON) {
                    try (var out = Files.newOutputStream(file)) {
                        OcelJson.write(connection, out);
                    }
                } else if (form == Form.OCEL_SQLITE) {
                    OcelSqlite.write(connection, file);
                }
            }
            progress.println(file);
            progress.flush();
        } finally {
            delete(parts);
        }
    }

    private static void load(Connection connection, Path parts, List<String> tables) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : tables) {
                statement.execute("CREATE TABLE \"" + table + "\" AS SELECT * FROM read_parquet('"
                        + parts.resolve(table + ".parquet").toString().replace("'", "''") + "') ORDER BY position");
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
