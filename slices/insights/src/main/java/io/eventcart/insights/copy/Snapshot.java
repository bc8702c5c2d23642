package io.eventcart.insights.copy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The analytical copy at one moment: every statement on the connection sees the same events. */
public final class Snapshot {
    private final Connection connection;
    private final String catalog;
    private final CopyState state;
    private final Path exports;

    Snapshot(Connection connection, String catalog, CopyState state, Path exports) {
        this.connection = connection;
        this.catalog = catalog;
        this.state = state;
        this.exports = exports;
    }

    /** Reads the tables. Its transaction is rolled back after the answer. */
    public Connection connection() {
        return connection;
    }

    /** @return the position up to which it contains all events */
    public long position() {
        return state.position();
    }

    /** @return the only folder that the connection may write files to */
    public Path exports() {
        return exports;
    }
}
