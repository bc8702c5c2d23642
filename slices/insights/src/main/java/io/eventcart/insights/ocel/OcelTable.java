package io.eventcart.insights.ocel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of the SQLite format that rows are added to, in batches. */
final class OcelTable implements AutoCloseable {
    private static final int IN_ONE_BATCH = 1_000;

    private final PreparedStatement insert;
    private int waiting;

    OcelTable(Connection sqlite, String name, int columns) throws SQLException {
        this.insert = sqlite.prepareStatement(
                "INSERT INTO " + name + " VALUES (" + String.join(", ", Collections.nCopies(columns, "?")) + ")");
    }

    void add(List<? extends @Nullable Object> row) throws SQLException {
        for (var i = 0; i < row.size(); i++) {
            insert.setObject(i + 1, row.get(i));
        }
        insert.addBatch();
        waiting++;
        if (waiting == IN_ONE_BATCH) {
            flush();
        }
    }

    void flush() throws SQLException {
        if (waiting > 0) {
            insert.executeBatch();
            waiting = 0;
        }
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
