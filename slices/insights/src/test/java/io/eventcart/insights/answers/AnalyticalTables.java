package io.eventcart.insights.answers;

import io.eventcart.insights.answers.HistoryEvent.AddedItem;
import io.eventcart.insights.answers.HistoryEvent.BoughtLine;
import io.eventcart.insights.answers.HistoryEvent.CheckedOutCart;
import io.eventcart.insights.answers.HistoryEvent.CreatedCart;
import io.eventcart.insights.answers.HistoryEvent.OtherEvent;
import io.eventcart.insights.answers.HistoryEvent.RemovedItem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.joda.money.Money;

/** The tables of the analytical copy, in memory. */
final class AnalyticalTables implements AutoCloseable {
    /** A type that only the funnel and the idle times see. */
    static final String OTHER_TYPE = "cart.note-added";
    private static final String FIRST = "(position BIGINT, \"at\" TIMESTAMP, cart_id UUID, version BIGINT, shopper_id UUID";
    private static final String LINE = "product_id VARCHAR, name VARCHAR, quantity INTEGER, unit_price_amount DECIMAL(18,4), "
            + "unit_price_currency VARCHAR";
    private static final Map<String, String> TABLES = Map.of(
            "events",
            "(position BIGINT, stream VARCHAR, version BIGINT, type VARCHAR, revision VARCHAR, \"at\" TIMESTAMP, "
                    + "actor VARCHAR, command VARCHAR, correlation_id VARCHAR, causation_id VARCHAR, app_version VARCHAR, data JSON)",
            "cart_cart_created", FIRST + ", currency VARCHAR)", "cart_item_added", FIRST + ", " + LINE + ")",
            "cart_item_removed", FIRST + ", product_id VARCHAR, quantity INTEGER)",
            "cart_cart_checked_out",
            FIRST + ", lines STRUCT(" + LINE + ")[], total_amount DECIMAL(18,4), total_currency VARCHAR)",
            "cart_note_added", FIRST + ")", "shopper_data_erased", FIRST + ")");
    private static final int ROWS_AT_ONCE = 1_000;

    private final Connection connection;

    AnalyticalTables() {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        // Threads cost more than they save on a few rows.
        run("SET threads = 1");
        TABLES.forEach((name, columns) -> run("CREATE TABLE " + name + columns));
    }

    Connection connection() {
        return connection;
    }

    static String tableOf(String type) {
        return type.replace('.', '_').replace('-', '_');
    }

    /** Replaces what is in the tables. */
    AnalyticalTables fill(List<HistoryEvent> events) {
        TABLES.keySet().forEach(name -> run("DELETE FROM " + name));
        var rows = new LinkedHashMap<String, StringJoiner>();
        for (var from = 0; from < events.size(); from += ROWS_AT_ONCE) {
            for (var event : events.subList(from, Math.min(from + ROWS_AT_ONCE, events.size()))) {
                add(rows, "events", rowOfEvents(event));
                add(rows, tableOf(event.type()), first(event) + fields(event) + ")");
            }
            rows.forEach((table, values) -> run("INSERT INTO " + table + " VALUES " + values));
            rows.clear();
        }
        return this;
    }

    void run(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void add(Map<String, StringJoiner> rows, String table, String row) {
        rows.computeIfAbsent(table, name -> new StringJoiner(", ")).add(row);
    }

    private static String rowOfEvents(HistoryEvent event) {
        return "(%d, '%s', %d, '%s', '1.0', '%s', 'shopper:%s', NULL, NULL, NULL, NULL, '{}')".formatted(
                event.position(),
                event.cart(), event.place().version(), event.type(), event.at(), event.shopper());
    }

    private static String first(HistoryEvent event) {
        return "(%d, '%s', '%s', %d, '%s'".formatted(event.position(), event.at(), event.cart(),
                event.place().version(),
                event.shopper());
    }

    private static String fields(HistoryEvent event) {
        return switch (event) {
            case CreatedCart created -> ", '" + created.currency() + "'";
            case AddedItem added -> ", " + line(added.productId(), added.name(), added.quantity(), added.unitPrice());
            case RemovedItem removed -> ", '" + removed.productId() + "', " + removed.quantity();
            case CheckedOutCart bought -> ", " + bought.lines().stream().map(AnalyticalTables::line)
                    .collect(Collectors.joining(", ", "[", "]")) + ", " + money(bought.total());
            case OtherEvent other -> "";
        };
    }

    private static String line(BoughtLine line) {
        return "row(" + line(line.productId(), line.name(), line.quantity(), line.unitPrice()) + ")";
    }

    private static String line(String productId, String name, int quantity, Money price) {
        return "'%s', '%s', %d, %s".formatted(productId, name.replace("'", "''"), quantity, money(price));
    }

    private static String money(Money money) {
        return money.getAmount().toPlainString() + ", '" + money.getCurrencyUnit() + "'";
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
