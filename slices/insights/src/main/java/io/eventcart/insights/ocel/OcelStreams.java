package io.eventcart.insights.ocel;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The carts and shoppers of events that no table says it of: their type is unknown to this release, or their data did not fit their
 * table. The stream tells it, if other events of the stream do.
 */
final class OcelStreams {
    private static final String OF_A_SHOPPER = "shopper:";
    private static final String TABLE = "ocel_export_streams";

    private final Connection connection;

    OcelStreams(Connection connection) {
        this.connection = connection;
    }

    /** @return a query of position, time and id of the shoppers that have a stream of their own */
    static String selectShoppers() {
        return "SELECT position, \"at\", substr(stream, " + (OF_A_SHOPPER.length() + 1)
                + ") AS shopper_id FROM events WHERE starts_with(stream, '" + OF_A_SHOPPER + "')";
    }

    /** @param tables by type, of the types that have one */
    void create(List<String> types, Map<String, OcelEventTable> tables) throws SQLException {
        var without = new ArrayList<String>();
        for (var type : types) {
            var table = tables.get(type);
            without.add("SELECT position, type, stream FROM events e WHERE type = '" + type.replace("'", "''") + "'"
                    + (table == null
                            ? ""
                            : " AND NOT EXISTS (SELECT * FROM " + table.name() + " t WHERE t.position = e.position)"));
        }
        if (without.isEmpty()) {
            without.add("SELECT position, type, stream FROM events");
        }
        try (var statement = connection.createStatement()) {
            statement.execute(
                    """
                            CREATE TEMP TABLE %s AS
                            SELECT e.position, e.type, o.cart_id, o.shopper_id
                            FROM (%s) e
                            JOIN (SELECT CASE type WHEN 'cart' THEN key ELSE '%s' || key END AS stream,
                                    CASE type WHEN 'cart' THEN key END AS cart_id, CASE type WHEN 'cart' THEN owner ELSE key END AS shopper_id
                                FROM %s WHERE type IN ('cart', 'shopper')) o ON o.stream = e.stream
                            ORDER BY e.position
                            """
                            .formatted(TABLE, String.join(" UNION ALL ", without), OF_A_SHOPPER, OcelObjects.TABLE));
        }
    }

    /** @return a query of position, cart and shopper of the events of a type after a position, up to another one */
    static String selectBetween() {
        return "SELECT position, cart_id, shopper_id FROM " + TABLE
                + " WHERE type = ? AND position > ? AND position <= ?";
    }

    void drop() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS temp." + TABLE);
        }
    }
}
