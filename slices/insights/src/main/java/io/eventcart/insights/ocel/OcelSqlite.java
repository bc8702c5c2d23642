package io.eventcart.insights.ocel;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Writes the history as an object-centric event log in the SQLite format of
 * <a href="https://www.ocel-standard.org/specification/formats/sqlite/">OCEL 2.0</a>; see {@link OcelJson} for what is in it.
 */
public final class OcelSqlite {
    private OcelSqlite() {}

    /**
     * Writes a new file in one transaction, while it reads the history in parts. If it fails, there is no file.
     *
     * @param history DuckDB with the table {@code events} and those of its types; seen as it is at the call. Its temporary schema is
     *         used, and nobody else may use the connection meanwhile
     * @throws FileAlreadyExistsException if the file exists, which is then left as it is
     * @throws IOException if the file can't be made
     * @throws SQLException if the history can't be read or the file can't be written
     */
    public static void write(Connection history, Path file) throws IOException, SQLException {
        Files.createFile(file);
        var isComplete = false;
        try {
            writeAll(history, file);
            isComplete = true;
        } finally {
            if (!isComplete) {
                Files.delete(file);
            }
        }
    }

    private static void writeAll(Connection history, Path file) throws SQLException {
        try (var log = OcelHistory.open(history); var sqlite = connect(file)) {
            sqlite.setAutoCommit(false);
            try (var tables = OcelTables.create(sqlite, log.objectTypes(), log.eventTypes())) {
                log.forEachObject(tables::add);
                log.forEachEvent(tables::add);
                tables.flush();
            }
            sqlite.commit();
        }
    }

    /** A file that a crash of the system destroys can be written again, so nothing waits for the disk. */
    private static Connection connect(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setSynchronous(SynchronousMode.OFF);
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }
}
