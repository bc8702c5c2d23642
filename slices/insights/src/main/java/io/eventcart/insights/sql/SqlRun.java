package io.eventcart.insights.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs checked statements within limits of time, memory and size. */
public final class SqlRun {
    private static final int MAX_ROWS = 10_000;

    private final long memoryAllowance;

    /** @param memoryAllowance in bytes, by how much the process may grow while a statement runs, before it is stopped */
    public SqlRun(long memoryAllowance) {
        this.memoryAllowance = memoryAllowance;
    }

    /**
     * Answers a statement. Its rows are in a total order: by its ORDER BY, then by its columns from left to right.
     *
     * @param connection on which nothing else runs meanwhile; a transaction that is open on it is rolled back if the statement fails
     * @param limit how many rows to return, 1 to 10,000
     * @throws SqlRefused if it fails, or is stopped at a limit: of time, of memory, or of 16 MiB for all values together
     */
    public SqlAnswer rows(Connection connection, CheckedSql sql, int limit, Duration timeLimit) {
        if (limit < 1 || limit > MAX_ROWS) {
            throw SqlRefused.of("limit must be from 1 to " + MAX_ROWS + ". An export has no limit.");
        }
        return run(connection, sql,
                made -> sql.tree().isAboutTables() ? made : SizedSelect.of(made, sql.columns(), limit + 1), limit + 1,
                timeLimit, statement -> read(statement, sql.columns(), limit));
    }

    /**
     * Writes all rows into a file, in the order of {@link #rows}.
     *
     * @param file in a folder that the database may write to; replaced if it exists, deleted if the statement fails
     * @throws SqlRefused if it fails, or is stopped at a limit of time or memory, and for DESCRIBE, SUMMARIZE and SHOW TABLES
     */
    public void export(Connection connection, CheckedSql sql, ExportFormat format, Path file, Duration timeLimit) {
        if (sql.tree().isAboutTables()) {
            throw SqlRefused.of("DESCRIBE, SUMMARIZE and SHOW TABLES have no export. Ask for JSON.");
        }
        var isDone = false;
        try {
            run(connection, sql, made -> ExportSelect.copy(made, sql.columns(), format, file), 0, timeLimit,
                    PreparedStatement::execute);
            isDone = true;
        } finally {
            if (!isDone) {
                delete(file);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private interface Wrapper {
        String around(String made);
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(Connection connection, CheckedSql sql, Wrapper wrapper, int rows, Duration timeLimit,
            Use<T> use) {
        var made = "";
        var ran = "";
        try {
            made = SqlFence.ordered(connection, sql, rows);
            ran = wrapper.around(made);
            try (var statement = connection.prepareStatement(ran);
                    var watch = RunWatch.over(statement, timeLimit, memoryAllowance)) {
                return watched(connection, statement, watch, use);
            }
        } catch (SQLException e) {
            rollBack(connection);
            var message = String.valueOf(e.getMessage());
            throw SqlRefused.at(FaultPlace.inRun(connection, sql.tree(), made, ran, message), DuckDbFault.readable(e));
        }
    }

    private static <T> T watched(Connection connection, PreparedStatement statement, RunWatch watch, Use<T> use)
            throws SQLException {
        try {
            return use.of(statement);
        } catch (SQLException e) {
            var stopped = watch.stopped();
            if (stopped.isPresent()) {
                rollBack(connection);
                throw SqlRefused.of(stopped.get());
            }
            throw e;
        }
    }

    /** A statement that fails spoils its transaction. */
    private static void rollBack(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A connection to the analytical copy is broken.", e);
        }
    }

    private static SqlAnswer read(PreparedStatement statement, List<AnswerColumn> columns, int limit)
            throws SQLException {
        var began = System.nanoTime();
        var rows = new ArrayList<List<@Nullable Object>>();
        var hash = new AnswerHash(columns);
        var truncated = false;
        try (var row = statement.executeQuery()) {
            while (row.next()) {
                if (rows.size() == limit) {
                    truncated = true;
                    break;
                }
                var values = AnswerRows.row(row, columns);
                hash.add(values);
                rows.add(values);
            }
        }
        return new SqlAnswer(columns, rows, hash.hex(), (System.nanoTime() - began) / 1_000_000, truncated);
    }
}
