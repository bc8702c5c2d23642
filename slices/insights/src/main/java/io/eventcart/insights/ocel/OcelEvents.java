package io.eventcart.insights.ocel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the events in the global order. A part of them at a time is in memory, with the rows of their types' tables. */
final class OcelEvents implements AutoCloseable {
    private static final int IN_ONE_PART = 10_000;

    private final Connection connection;
    private final Map<String, OcelEventTable> tables;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    OcelEvents(Connection connection, Map<String, OcelEventTable> tables) {
        this.connection = connection;
        this.tables = tables;
    }

    private record EventRow(long position, String type, String time) {}

    /** What an event's own table, or else its stream, says of it. */
    private record Details(List<OcelValue> values, Set<OcelRelation> relations) {
        static final Details NONE = new Details(List.of(), Set.of());
    }

    void forEach(OcelConsumer<OcelEvent> consumer) throws SQLException {
        var after = Long.MIN_VALUE;
        for (var end = endOfPart(after); end.isPresent(); end = endOfPart(after)) {
            readPart(after, end.get(), consumer);
            after = end.get();
        }
    }

    /** An upcaster may split an event: both halves have its position, so a part never ends between them. */
    private Optional<Long> endOfPart(long after) throws SQLException {
        var select = statement(
                "SELECT max(position) FROM (SELECT position FROM events WHERE position > ? ORDER BY position LIMIT "
                        + IN_ONE_PART + ")");
        select.setLong(1, after);
        try (var row = select.executeQuery()) {
            row.next();
            var end = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(end);
        }
    }

    private void readPart(long after, long end, OcelConsumer<OcelEvent> consumer) throws SQLException {
        var details = new HashMap<String, Map<Long, Deque<Details>>>();
        var previous = after;
        var half = 1;
        for (var event : rows(after, end)) {
            if (!details.containsKey(event.type())) {
                details.put(event.type(), details(event.type(), after, end));
            }
            half = event.position() == previous ? half + 1 : 1;
            previous = event.position();
            var found = details.get(event.type()).getOrDefault(event.position(), new ArrayDeque<>()).poll();
            var known = found == null ? Details.NONE : found;
            consumer.accept(
                    new OcelEvent("e" + event.position() + (half == 1 ? "" : "-" + half), event.type(), event.time(),
                            known.values(), known.relations()));
        }
    }

    private List<EventRow> rows(long after, long end) throws SQLException {
        var select = statement("SELECT position, type, " + OcelTime.expression("\"at\"")
                + " FROM events WHERE position > ? AND position <= ? ORDER BY position, type");
        select.setLong(1, after);
        select.setLong(2, end);
        var rows = new ArrayList<EventRow>();
        try (var row = select.executeQuery()) {
            while (row.next()) {
                rows.add(new EventRow(row.getLong(1), row.getString(2), row.getString(3)));
            }
        }
        return rows;
    }

    private Map<Long, Deque<Details>> details(String type, long after, long end) throws SQLException {
        var details = new HashMap<Long, Deque<Details>>();
        var table = tables.get(type);
        if (table != null) {
            addFromTable(table, after, end, details);
        }
        addFromStreams(type, after, end, details);
        return details;
    }

    private void addFromTable(OcelEventTable table, long after, long end, Map<Long, Deque<Details>> details)
            throws SQLException {
        var select = statement(table.selectBetween());
        select.setLong(1, after);
        select.setLong(2, end);
        try (var row = select.executeQuery()) {
            while (row.next()) {
                var relations = new LinkedHashSet<OcelRelation>();
                table.addRelationsOf(row, relations);
                details.computeIfAbsent(row.getLong(1), position -> new ArrayDeque<>())
                        .add(new Details(table.attributesOf(row), relations));
            }
        }
    }

    private void addFromStreams(String type, long after, long end, Map<Long, Deque<Details>> details)
            throws SQLException {
        var select = statement(OcelStreams.selectBetween());
        select.setString(1, type);
        select.setLong(2, after);
        select.setLong(3, end);
        try (var row = select.executeQuery()) {
            while (row.next()) {
                var relations = new LinkedHashSet<OcelRelation>();
                for (var object : List.of(OcelObjectType.CART, OcelObjectType.SHOPPER)) {
                    var key = row.getString(object.column());
                    if (key != null) {
                        relations.add(new OcelRelation(object.idOf(key), object.text()));
                    }
                }
                details.computeIfAbsent(row.getLong(1), position -> new ArrayDeque<>())
                        .add(new Details(List.of(), relations));
            }
        }
    }

    private PreparedStatement statement(String sql) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        for (var statement : statements.values()) {
            statement.close();
        }
    }
}
