package io.eventcart.insights.copy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The analytical copy at one moment: every statement on the connection sees the same events. */
public final class Snapshot {
    private final Connection connection;
    private final String catalog;
    private final CopyState state;
    private final Path exports;
    private long limit;

    Snapshot(Connection connection, String catalog, CopyState state, Path exports) {
        this.connection = connection;
        this.catalog = catalog;
        this.state = state;
        this.exports = exports;
        this.limit = state.position();
    }

    /** Reads the tables. Its transaction is rolled back after the answer. */
    public Connection connection() {
        return connection;
    }

    /** @return the position up to which it shows all events */
    public long position() {
        return limit;
    }

    /** @return the only folder that the connection may write files to */
    public Path exports() {
        return exports;
    }

    /**
     * Hides all later events: the tables' names mean the rows up to that position from now on.
     *
     * @throws io.eventcart.platform.sliceapi.Rejection of the kind {@code view-behind} if the copy does not reach it
     */
    public void limitTo(long position) throws SQLException {
        if (position > state.position()) {
            throw new CopyBehind(
                    "The analytical copy is at position " + state.position() + ", before " + position + ".", position,
                    state.position());
        }
        try (var statement = connection.createStatement()) {
            for (var table : tables()) {
                statement.execute(
                        "CREATE TEMP VIEW \"" + table + "\" AS SELECT * FROM \"" + catalog + "\".main.\"" + table
                                + "\" WHERE position <= " + position);
            }
        }
        limit = position;
    }

    private List<String> tables() throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal ORDER BY table_name")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    /** @return how many stored events there are up to that position */
    public long eventsUpTo(long upTo) throws SQLException {
        return number("SELECT count(DISTINCT position) FROM events WHERE position <= " + upTo);
    }

    /** @return the position of the nth stored event; 0 for n = 0 */
    public long positionOf(long n) throws SQLException {
        return n == 0
                ? 0
                : number(
                        "SELECT coalesce(max(position), 0) FROM (SELECT DISTINCT position FROM events ORDER BY position LIMIT "
                                + n
                                + ")");
    }

    /** @return how many events of that type there are after a position, in the whole copy */
    public long countAfter(long position, String type) throws SQLException {
        try (var count = connection.prepareStatement("SELECT count(*) FROM \"" + catalog
                + "\".main.events WHERE position > ? AND type = ?")) {
            count.setLong(1, position);
            count.setString(2, type);
            try (var found = count.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    private long number(String sql) throws SQLException {
        try (var statement = connection.createStatement(); var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
