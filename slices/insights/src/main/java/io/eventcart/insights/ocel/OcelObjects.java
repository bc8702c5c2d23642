package io.eventcart.insights.ocel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The objects that events name, numbered in the order in which they first appear, and their attributes' changes. */
final class OcelObjects {
    static final String TABLE = "ocel_export_objects";
    private static final String CHANGES = "ocel_export_changes";
    private static final String OWNED_BY = "owned by";
    private static final int IN_ONE_PART = 5_000;

    /** Where an attribute's values come from: an expression over the rows of an event's table. */
    private record ValueSource(String table, OcelObjectType object, String attribute, String expression,
            String column) {
        ValueSource(String table, OcelObjectType object, String attribute, String column) {
            this(table, object, attribute, "CAST(" + column + " AS VARCHAR)", column);
        }
    }

    private static final List<ValueSource> VALUES = List.of(
            new ValueSource("cart.cart-created", OcelObjectType.CART, "currency", "currency"),
            new ValueSource("cart.cart-created", OcelObjectType.CART, "status", "'OPEN'", "cart_id"),
            new ValueSource("cart.cart-checked-out", OcelObjectType.CART, "status", "'CHECKED_OUT'", "cart_id"),
            new ValueSource("cart.item-added", OcelObjectType.PRODUCT, "name", "name"),
            new ValueSource("cart.item-added", OcelObjectType.PRODUCT, "price", "unit_price_amount"),
            new ValueSource("cart.item-added", OcelObjectType.PRODUCT, "currency", "unit_price_currency"));

    private final Connection connection;

    OcelObjects(Connection connection) {
        this.connection = connection;
    }

    void create(List<OcelEventTable> tables) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TEMP TABLE %s AS
                    SELECT row_number() OVER (ORDER BY first_position, type, key) AS n, *
                    FROM (SELECT type, key, min(position) AS first_position, arg_min("at", position) AS first_at,
                            arg_min(owner, position) AS owner
                        FROM (%s) WHERE key IS NOT NULL GROUP BY type, key)
                    ORDER BY n
                    """.formatted(TABLE, mentions(tables)));
            statement.execute("""
                    CREATE TEMP TABLE %s AS
                    SELECT o.n, v.attribute, v.value, v."at", v.position, v.place
                    FROM (SELECT *, lag(value) OVER (PARTITION BY type, key, attribute ORDER BY position) AS before
                        FROM (%s) WHERE value IS NOT NULL) v
                    JOIN %s o ON o.type = v.type AND o.key = v.key
                    WHERE v.value IS DISTINCT FROM v.before
                    ORDER BY o.n
                    """.formatted(CHANGES, values(tables), TABLE));
        }
    }

    private static String mentions(List<OcelEventTable> tables) {
        var mentions = new ArrayList<String>();
        mentions.add("SELECT position, \"at\", 'shopper' AS type, shopper_id AS key, NULL::VARCHAR AS owner FROM ("
                + OcelStreams.selectShoppers() + ")");
        for (var table : tables) {
            for (var object : table.objects()) {
                var owner = object == OcelObjectType.CART && table.has("shopper_id")
                        ? "CAST(shopper_id AS VARCHAR)"
                        : "NULL";
                mentions.add("SELECT position, \"at\", '%s', CAST(%s AS VARCHAR), %s FROM %s".formatted(object.text(),
                        object.column(), owner, table.name()));
            }
            for (var list : table.productLists()) {
                mentions.add("SELECT position, \"at\", '%s', CAST(line.product_id AS VARCHAR), NULL FROM "
                        .formatted(OcelObjectType.PRODUCT.text()) + "(SELECT position, \"at\", unnest("
                        + OcelEventTable.quoted(list) + ") AS line FROM " + table.name() + ")");
            }
        }
        return String.join(" UNION ALL ", mentions);
    }

    private static String values(List<OcelEventTable> tables) {
        var values = new ArrayList<String>();
        values.add("SELECT '' AS type, '' AS key, '' AS attribute, NULL::VARCHAR AS value, NULL::TIMESTAMP AS \"at\", "
                + "0::BIGINT AS position, 0 AS place");
        for (var source : VALUES) {
            for (var table : tables) {
                if (table.type().equals(source.table()) && table.has(source.object().column())
                        && table.has(source.column())) {
                    values.add("SELECT '%s', CAST(%s AS VARCHAR), '%s', %s, \"at\", position, %d FROM %s".formatted(
                            source.object().text(), source.object().column(), source.attribute(), source.expression(),
                            VALUES.indexOf(source), table.name()));
                }
            }
        }
        return String.join(" UNION ALL ", values);
    }

    void forEach(OcelConsumer<OcelObject> consumer) throws SQLException {
        try (var select = connection
                .prepareStatement("SELECT n, type, key, " + OcelTime.expression("first_at") + ", owner FROM "
                        + TABLE + " WHERE n > ? AND n <= ? ORDER BY n");
                var selectChanges = connection
                        .prepareStatement("SELECT n, attribute, value, " + OcelTime.expression("\"at\"")
                                + " FROM " + CHANGES + " WHERE n > ? AND n <= ? ORDER BY n, position, place")) {
            var last = 0L;
            for (var isMore = true; isMore; last += IN_ONE_PART) {
                isMore = readPart(select, selectChanges, last, consumer);
            }
        }
    }

    private static boolean readPart(PreparedStatement select, PreparedStatement selectChanges, long after,
            OcelConsumer<OcelObject> consumer) throws SQLException {
        setRange(selectChanges, after);
        var changes = changes(selectChanges);
        setRange(select, after);
        var isEmpty = true;
        try (var row = select.executeQuery()) {
            while (row.next()) {
                isEmpty = false;
                consumer.accept(object(row, changes.getOrDefault(row.getLong(1), List.of())));
            }
        }
        return !isEmpty;
    }

    private static void setRange(PreparedStatement select, long after) throws SQLException {
        select.setLong(1, after);
        select.setLong(2, after + IN_ONE_PART);
    }

    private record NamedChange(String attribute, String value, String time) {}

    private static Map<Long, List<NamedChange>> changes(PreparedStatement select) throws SQLException {
        var changes = new HashMap<Long, List<NamedChange>>();
        try (var row = select.executeQuery()) {
            while (row.next()) {
                changes.computeIfAbsent(row.getLong(1), n -> new ArrayList<>())
                        .add(new NamedChange(row.getString(2), row.getString(3), row.getString(4)));
            }
        }
        return changes;
    }

    private static OcelObject object(ResultSet row, List<NamedChange> named) throws SQLException {
        var type = OcelObjectType.named(row.getString(2));
        var owner = row.getString(5);
        var changes = new ArrayList<OcelObject.Change>();
        for (var change : named) {
            var attribute = type.attribute(change.attribute());
            attribute.type().text(change.value())
                    .ifPresent(
                            text -> changes.add(new OcelObject.Change(new OcelValue(attribute, text), change.time())));
        }
        return new OcelObject(type.idOf(row.getString(3)), type.text(), row.getString(4), changes, owner == null
                ? List.of()
                : List.of(new OcelRelation(OcelObjectType.SHOPPER.idOf(owner), OWNED_BY)));
    }

    void drop() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS temp." + CHANGES);
            statement.execute("DROP TABLE IF EXISTS temp." + TABLE);
        }
    }
}
