package io.eventcart.insights.sql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** An analytical copy of one hundred events, fenced in as the app does it, with two threads and little memory. */
final class AnalyticalDatabase implements AutoCloseable {
    static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    final Connection connection;
    final Path exports;

    AnalyticalDatabase(Path folder) {
        this(folder, "position", 2);
    }

    /**
     * @param order in which the events are stored
     * @param threads of DuckDB
     */
    AnalyticalDatabase(Path folder, String order, int threads) {
        try {
            exports = Files.createDirectories(folder.resolve("exports"));
            var options = new Properties();
            options.put("memory_limit", "64MB");
            options.put("threads", Integer.toString(threads));
            options.put("autoinstall_known_extensions", "false");
            options.put("autoload_known_extensions", "false");
            options.put("jdbc_stream_results", "true");
            connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("copy.db"), options);
            store(order);
            run("SET allowed_directories = ['" + exports + "/']");
            run("SET enable_external_access = false");
            run("SET lock_configuration = true");
        } catch (SQLException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void store(String order) throws SQLException {
        run("SET TimeZone = 'UTC'");
        run("""
                CREATE TABLE events(position BIGINT, stream VARCHAR, version BIGINT, type VARCHAR, revision VARCHAR, "at" TIMESTAMP,
                    actor VARCHAR, command VARCHAR, correlation_id VARCHAR, causation_id VARCHAR, app_version VARCHAR, data JSON)""");
        run("""
                CREATE TABLE cart_item_added(position BIGINT, "at" TIMESTAMP, cart_id UUID, version BIGINT, shopper_id UUID,
                    product_id VARCHAR, name VARCHAR, quantity INTEGER, unit_price_amount DECIMAL(18,4), unit_price_currency VARCHAR)""");
        run("""
                CREATE TABLE cart_cart_checked_out(position BIGINT, "at" TIMESTAMP, cart_id UUID, version BIGINT, shopper_id UUID,
                    lines STRUCT(product_id VARCHAR, name VARCHAR, quantity INTEGER, unit_price_amount DECIMAL(18,4),
                    unit_price_currency VARCHAR)[], total_amount DECIMAL(18,4), total_currency VARCHAR)""");
        run("""
                INSERT INTO events SELECT i, 'cart-' || i // 10, 1 + i % 10, CASE i % 10 WHEN 9 THEN 'cart.cart-checked-out' ELSE
                    'cart.item-added' END, '1', TIMESTAMP '2026-01-31 10:00:00' + INTERVAL (i) MINUTE, 'operator', 'AddItem', NULL, NULL,
                    '0.3.0', '{"quantity": ' || i || ', "productId": "p' || i % 3 || '"}' FROM range(100) t(i) ORDER BY\s"""
                + order.replace("position", "i"));
        run("""
                INSERT INTO cart_item_added SELECT position, "at", ('00000000-0000-0000-0000-0000000000' || lpad((position // 10)::VARCHAR, 2,
                    '0'))::UUID, version, '00000000-0000-0000-0000-00000000000a', data->>'productId', 'Tea', (data->>'quantity')::INTEGER,
                    2.5, 'EUR' FROM events WHERE type = 'cart.item-added' ORDER BY\s""" + order);
        run("""
                INSERT INTO cart_cart_checked_out SELECT position, "at", '00000000-0000-0000-0000-000000000000', version,
                    '00000000-0000-0000-0000-00000000000a', [{'product_id': 'p1', 'name': 'Tea', 'quantity': 2, 'unit_price_amount': 2.5,
                    'unit_price_currency': 'EUR'}], 5, 'EUR' FROM events WHERE type = 'cart.cart-checked-out' ORDER BY\s""" + order);
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection another() {
        try {
            return connection.unwrap(DuckDBConnection.class).duplicate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    SqlAnswer ask(String sql) {
        return ask(sql, 10_000);
    }

    SqlAnswer ask(String sql, int limit) {
        return new SqlRun(1L << 30).rows(connection, SqlFence.check(connection, sql), limit, TEN_SECONDS);
    }

    List<List<@Nullable Object>> rows(String sql) {
        return ask(sql).rows();
    }

    @Nullable
    Object value(String sql) {
        return rows(sql).getFirst().getFirst();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
