package io.eventcart.insights.ocel;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A history in DuckDB, in memory, with the tables of the analytical copy. Events happen at noon, each a second after the other. */
final class HistoryFixture implements AutoCloseable {
    static final String ANNA = "00000000-0000-0000-0000-0000000000a1";
    static final String BERT = "00000000-0000-0000-0000-0000000000b1";
    static final String CART_1 = "00000000-0000-0000-0000-000000000c01";
    static final String CART_2 = "00000000-0000-0000-0000-000000000c02";
    static final String CART_3 = "00000000-0000-0000-0000-000000000c03";

    private static final String FIRST = "position BIGINT, \"at\" TIMESTAMP, cart_id UUID, version BIGINT, shopper_id UUID";
    private static final String LINE = "STRUCT(product_id VARCHAR, name VARCHAR, quantity INTEGER, unit_price_amount DECIMAL(18,4), "
            + "unit_price_currency VARCHAR)";

    private final Connection connection;
    private long position;

    private HistoryFixture() throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("CREATE TABLE events (position BIGINT, stream VARCHAR, version BIGINT, type VARCHAR, revision VARCHAR, "
                + "\"at\" TIMESTAMP, actor VARCHAR, command VARCHAR, correlation_id VARCHAR, causation_id VARCHAR, "
                + "app_version VARCHAR, data JSON)");
    }

    static HistoryFixture withCartTables() throws SQLException {
        return new HistoryFixture().table("cart_cart_created", "currency VARCHAR")
                .table("cart_item_added",
                        "product_id VARCHAR, name VARCHAR, quantity INTEGER, unit_price_amount DECIMAL(18,4), "
                                + "unit_price_currency VARCHAR")
                .table("cart_item_removed", "product_id VARCHAR, quantity INTEGER")
                .table("cart_cart_checked_out",
                        "lines " + LINE + "[], total_amount DECIMAL(18,4), total_currency VARCHAR")
                .table("shopper_data_erased", "reason VARCHAR");
    }

    /** Two shoppers and three carts; the tea's price changes; two events are of types that this release did not plan. */
    HistoryFixture shop() throws SQLException {
        return table("stock_item_counted",
                "product_id VARCHAR, pieces INTEGER, ok BOOLEAN, counted_on DATE, weight DOUBLE")
                .cart("cart.cart-created", CART_1, 1, ANNA, "'EUR'")
                .cart("cart.item-added", CART_1, 2, ANNA, "'tea', 'Green tea', 2, 4.50, 'EUR'")
                .cart("cart.item-added", CART_1, 3, ANNA, "'mug', 'Mug', 1, 12, 'EUR'")
                .cart("cart.cart-created", CART_2, 1, BERT, "'EUR'")
                .cart("cart.item-added", CART_2, 2, BERT, "'tea', 'Green tea', 1, 4.50, 'EUR'")
                .cart("cart.item-removed", CART_1, 4, ANNA, "'mug', 1")
                .cart("cart.cart-checked-out", CART_1, 5, ANNA,
                        "[{'product_id': 'tea', 'name': 'Green tea', 'quantity': 2, 'unit_price_amount': 4.50, "
                                + "'unit_price_currency': 'EUR'}], 9, 'EUR'")
                .cart("cart.cart-created", CART_3, 1, ANNA, "'EUR'")
                .cart("cart.item-added", CART_3, 2, ANNA, "'tea', 'Green tea', 1, 4.75, 'EUR'")
                .event("cart.gift-wrapped", CART_3, 3)
                .other("stock.item-counted", "mug", "'mug', 40, true, DATE '2026-11-30', 0.25")
                .shopper("shopper.data-erased", BERT, "'asked'");
    }

    Connection connection() {
        return connection;
    }

    HistoryFixture table(String name, String columns) throws SQLException {
        execute("CREATE TABLE " + name + " (" + FIRST + ", " + columns + ")");
        return this;
    }

    HistoryFixture cart(String type, String cart, long version, String shopper, String fields) throws SQLException {
        return event(type, cart, version).fields(type, "'" + cart + "'", version, "'" + shopper + "'", fields);
    }

    HistoryFixture shopper(String type, String shopper, String fields) throws SQLException {
        return event(type, "shopper:" + shopper, 1).fields(type, "NULL", 1, "'" + shopper + "'", fields);
    }

    HistoryFixture other(String type, String stream, String fields) throws SQLException {
        return event(type, stream, 1).fields(type, "NULL", 1, "NULL", fields);
    }

    /** An event whose type has no table, or whose data does not fit it. */
    HistoryFixture event(String type, String stream, long version) throws SQLException {
        position++;
        execute("INSERT INTO events VALUES (%d, '%s', %d, '%s', '1', %s, 'operator', NULL, NULL, NULL, NULL, '{}')"
                .formatted(position, stream, version, type, at()));
        return this;
    }

    private HistoryFixture fields(String type, String cart, long version, String shopper, String fields)
            throws SQLException {
        execute("INSERT INTO " + type.replace('.', '_').replace('-', '_')
                + " VALUES (%d, %s, %s, %d, %s, %s)".formatted(position,
                        at(), cart, version, shopper, fields));
        return this;
    }

    /** The next event has the position of the last one: an upcaster makes two out of one. */
    HistoryFixture splitting() {
        position--;
        return this;
    }

    private String at() {
        return "TIMESTAMP '2026-12-01 12:00:00' + INTERVAL (" + position + ") SECOND";
    }

    HistoryFixture execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return this;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
