package io.eventcart.insights.ocel;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The history as a log: all of it at one moment, whatever is written meanwhile. It keeps working tables in the connection's temporary
 * schema, so that a history of any length is read in parts. Close it; nobody else may use the connection until then.
 */
final class OcelHistory implements AutoCloseable {
    private final Connection connection;
    private final boolean hasOwnTransaction;
    private final List<String> types;
    private final Map<String, OcelEventTable> tables = new LinkedHashMap<>();
    private final OcelObjects objects;
    private final OcelStreams streams;

    private OcelHistory(Connection connection, boolean hasOwnTransaction) throws SQLException {
        this.connection = connection;
        this.hasOwnTransaction = hasOwnTransaction;
        this.types = texts("SELECT DISTINCT type FROM events ORDER BY type");
        this.objects = new OcelObjects(connection);
        this.streams = new OcelStreams(connection);
    }

    /** Works in the connection's transaction; in one of its own if the connection commits each statement. */
    static OcelHistory open(Connection connection) throws SQLException {
        var hasOwnTransaction = connection.getAutoCommit();
        if (hasOwnTransaction) {
            connection.setAutoCommit(false);
        }
        try {
            var history = new OcelHistory(connection, hasOwnTransaction);
            history.prepare();
            return history;
        } catch (SQLException e) {
            if (hasOwnTransaction) {
                endTransaction(connection);
            }
            throw e;
        }
    }

    private static void endTransaction(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private void prepare() throws SQLException {
        var there = tablesThere();
        for (var type : types) {
            var name = type.replace('.', '_').replace('-', '_');
            if (there.contains(name)) {
                tables.put(type, OcelEventTable.of(connection, type, name));
            }
        }
        objects.create(List.copyOf(tables.values()));
        streams.create(types, tables);
    }

    private Set<String> tablesThere() throws SQLException {
        return new LinkedHashSet<>(
                texts("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"));
    }

    private List<String> texts(String sql) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = connection.createStatement(); var found = statement.executeQuery(sql)) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }

    List<OcelType> objectTypes() {
        return Arrays.stream(OcelObjectType.values()).map(OcelObjectType::type).toList();
    }

    /** @return all that have events; one that this release does not know has no attributes */
    List<OcelType> eventTypes() {
        return types.stream().map(type -> {
            var table = tables.get(type);
            return new OcelType(type, table == null ? List.of() : table.attributes());
        }).toList();
    }

    /** In the order in which they first appear. */
    void forEachObject(OcelConsumer<OcelObject> consumer) throws SQLException {
        objects.forEach(consumer);
    }

    /** In the global order. */
    void forEachEvent(OcelConsumer<OcelEvent> consumer) throws SQLException {
        try (var events = new OcelEvents(connection, tables)) {
            events.forEach(consumer);
        }
    }

    @Override
    public void close() throws SQLException {
        if (hasOwnTransaction) {
            endTransaction(connection);
        } else {
            streams.drop();
            objects.drop();
        }
    }
}
