package io.eventcart.insights.ocel;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tables of the SQLite format. Those of the types are named after them. */
final class OcelTables implements AutoCloseable {
    private static final String EVENT = "event";
    private static final String OBJECT = "object";
    /** The definitions follow the constraints of the specification; its names are {@code ocel_…}. */
    private static final List<String> DEFINITIONS = List.of(
            "CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT)",
            "CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT)",
            "CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT REFERENCES event_map_type (ocel_type))",
            "CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT REFERENCES object_map_type (ocel_type))",
            "CREATE TABLE event_object (ocel_event_id TEXT REFERENCES event (ocel_id), "
                    + "ocel_object_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT, "
                    + "PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier))",
            "CREATE TABLE object_object (ocel_source_id TEXT REFERENCES object (ocel_id), "
                    + "ocel_target_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT, "
                    + "PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier))");

    private final Map<String, OcelTable> tables = new LinkedHashMap<>();
    private final Map<String, TypeTable> eventTables = new LinkedHashMap<>();
    private final Map<String, TypeTable> objectTables = new LinkedHashMap<>();

    /** The table of a type, and the place of each attribute among its columns. */
    private record TypeTable(OcelTable rows, List<String> columns) {
        /** @param before the values of the columns before the attributes */
        void add(List<@Nullable Object> before, List<OcelValue> values) throws SQLException {
            var row = new ArrayList<@Nullable Object>(before);
            row.addAll(Collections.<@Nullable Object>nCopies(columns.size(), null));
            for (var value : values) {
                row.set(before.size() + columns.indexOf(value.attribute().name()),
                        value.attribute().type().sqliteValue(value.text()));
            }
            rows.add(row);
        }
    }

    private OcelTables() {}

    static OcelTables create(Connection sqlite, List<OcelType> objectTypes, List<OcelType> eventTypes)
            throws SQLException {
        var tables = new OcelTables();
        try (var statement = sqlite.createStatement()) {
            for (var definition : DEFINITIONS) {
                statement.execute(definition);
            }
        }
        tables.open(sqlite, "event_map_type", 2);
        tables.open(sqlite, "object_map_type", 2);
        tables.open(sqlite, EVENT, 2);
        tables.open(sqlite, OBJECT, 2);
        tables.open(sqlite, "event_object", 3);
        tables.open(sqlite, "object_object", 3);
        tables.addTypes(sqlite, EVENT, "ocel_id TEXT PRIMARY KEY REFERENCES event (ocel_id), ocel_time TIMESTAMP", 2,
                eventTypes,
                tables.eventTables);
        tables.addTypes(sqlite, OBJECT,
                "ocel_id TEXT REFERENCES object (ocel_id), ocel_time TIMESTAMP, ocel_changed_field TEXT",
                3, objectTypes, tables.objectTables);
        return tables;
    }

    private OcelTable open(Connection sqlite, String name, int columns) throws SQLException {
        var table = new OcelTable(sqlite, name, columns);
        tables.put(name, table);
        return table;
    }

    private OcelTable table(String name) {
        return Objects.requireNonNull(tables.get(name));
    }

    private void addTypes(Connection sqlite, String prefix, String firstColumns, int firsts, List<OcelType> types,
            Map<String, TypeTable> added) throws SQLException {
        var names = new OcelTableNames();
        for (var type : types) {
            var suffix = names.nameFor(type.name());
            var name = prefix + "_" + suffix;
            var definition = new StringBuilder(firstColumns);
            for (var attribute : type.attributes()) {
                definition.append(", ").append(OcelEventTable.quoted(attribute.name())).append(' ')
                        .append(attribute.type().sqliteName());
            }
            try (var statement = sqlite.createStatement()) {
                statement.execute("CREATE TABLE " + name + " (" + definition + ")");
            }
            table(prefix + "_map_type").add(List.of(type.name(), suffix));
            added.put(type.name(), new TypeTable(open(sqlite, name, firsts + type.attributes().size()),
                    type.attributes().stream().map(OcelAttribute::name).toList()));
        }
    }

    /** The first row has the first values; each row after it has one changed value. */
    void add(OcelObject object) throws SQLException {
        table(OBJECT).add(List.of(object.id(), object.type()));
        var changes = object.changes();
        var begin = changes.isEmpty() ? object.firstSeen() : changes.getFirst().time();
        var first = new LinkedHashMap<String, OcelValue>();
        var later = new ArrayList<OcelObject.Change>();
        for (var change : changes) {
            if (!change.time().equals(begin)
                    || first.putIfAbsent(change.value().attribute().name(), change.value()) != null) {
                later.add(change);
            }
        }
        var table = Objects.requireNonNull(objectTables.get(object.type()));
        table.add(columns(object.id(), begin, null), List.copyOf(first.values()));
        for (var change : later) {
            table.add(columns(object.id(), change.time(), change.value().attribute().name()), List.of(change.value()));
        }
        for (var relation : object.relations()) {
            table("object_object").add(List.of(object.id(), relation.objectId(), relation.qualifier()));
        }
    }

    private static List<@Nullable Object> columns(String id, String time, @Nullable String changedField) {
        var columns = new ArrayList<@Nullable Object>();
        columns.add(id);
        columns.add(time);
        columns.add(changedField);
        return columns;
    }

    void add(OcelEvent event) throws SQLException {
        table(EVENT).add(List.of(event.id(), event.type()));
        Objects.requireNonNull(eventTables.get(event.type())).add(List.of(event.id(), event.time()), event.values());
        for (var relation : event.relations()) {
            table("event_object").add(List.of(event.id(), relation.objectId(), relation.qualifier()));
        }
    }

    void flush() throws SQLException {
        for (var table : tables.values()) {
            table.flush();
        }
    }

    @Override
    public void close() throws SQLException {
        for (var table : tables.values()) {
            table.close();
        }
    }
}
