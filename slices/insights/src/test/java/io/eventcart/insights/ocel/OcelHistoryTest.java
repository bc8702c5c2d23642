package io.eventcart.insights.ocel;

import static io.eventcart.insights.ocel.HistoryFixture.ANNA;
import static io.eventcart.insights.ocel.HistoryFixture.CART_1;
import static io.eventcart.insights.ocel.JsonLog.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OcelHistoryTest {
    private HistoryFixture history;

    @BeforeEach
    void open() throws SQLException {
        history = HistoryFixture.withCartTables();
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    @Test
    void both_halves_of_an_event_that_an_upcaster_split_have_ids_of_their_own() throws IOException, SQLException {
        history.cart("cart.item-added", CART_1, 1, ANNA, "'tea', 'Tea', 1, 4.50, 'EUR'").splitting()
                .cart("cart.item-added", CART_1, 1, ANNA, "'mug', 'Mug', 1, 12, 'EUR'").splitting()
                .cart("cart.item-removed", CART_1, 1, ANNA, "'mug', 1");

        var log = JsonLog.of(history);

        assertThat(log.eventIds()).containsExactly("e1", "e1-2", "e1-3");
        assertThat(log.tree().get("events").valueStream()
                .map(event -> event.get("relationships").get(2).get("objectId").stringValue()))
                .containsExactlyInAnyOrder("product:tea", "product:mug", "product:mug");
    }

    @Test
    void a_history_that_is_read_in_many_parts_is_complete() throws IOException, SQLException {
        history.execute(
                "INSERT INTO events SELECT 3 * n, 'cart', n, 'cart.item-removed', '1', TIMESTAMP '2026-12-01 12:00:00', "
                        + "'operator', NULL, NULL, NULL, NULL, '{}' FROM range(1, 25_002) numbers(n)");
        history.execute(
                "INSERT INTO cart_item_removed SELECT 3 * n, TIMESTAMP '2026-12-01 12:00:00', NULL, n, NULL, 'p' || n, 1 "
                        + "FROM range(1, 25_002) numbers(n)");

        var log = JsonLog.of(history);

        assertThat(log.tree().get("events").size()).isEqualTo(25_001);
        assertThat(log.tree().get("objects").size()).isEqualTo(25_001);
        assertThat(log.eventIds()).doesNotHaveDuplicates()
                .startsWith("e3").endsWith("e75003");
        assertThat(log.tree().get("events").valueStream()
                .map(event -> event.get("relationships").get(0).get("objectId").stringValue()))
                .startsWith("product:p1").endsWith("product:p25001").doesNotHaveDuplicates();
    }

    @Test
    void halves_of_an_event_on_the_border_of_two_parts_are_both_in_the_log() throws IOException, SQLException {
        history.event("weather.changed", "weather", 1);
        for (var half : List.of("a", "b")) {
            history.execute("INSERT INTO events SELECT n, '" + half + "', 1, 'gift.half-" + half + "', '1', "
                    + "TIMESTAMP '2026-12-01 12:00:00', 'operator', NULL, NULL, NULL, NULL, '{}' FROM range(2, 10_002) numbers(n)");
        }

        var ids = JsonLog.of(history).eventIds();

        assertThat(ids).hasSize(20_001).doesNotHaveDuplicates().contains("e5001", "e5001-2", "e10001", "e10001-2");
    }

    @Test
    void temporary_views_that_hide_later_events_hide_them_in_the_log() throws IOException, SQLException {
        history.shop();
        for (var table : List.of("events", "cart_cart_created", "cart_item_added", "cart_item_removed",
                "cart_cart_checked_out",
                "shopper_data_erased", "stock_item_counted")) {
            history.execute(
                    "CREATE TEMP VIEW " + table + " AS SELECT * FROM memory.main." + table + " WHERE position <= 3");
        }

        var log = JsonLog.of(history);

        assertThat(log.tree().get("events").size()).isEqualTo(3);
        assertThat(log.eventTypes()).hasSize(2);
        assertThat(attributes(log.object("cart:" + CART_1))).hasSize(2);
    }

    @Test
    void the_connection_is_left_as_it_was() throws IOException, SQLException {
        history.shop();

        var first = JsonLog.of(history).text();

        var connection = history.connection();
        assertThat(connection.getAutoCommit()).isTrue();
        connection.setAutoCommit(false);
        assertThat(JsonLog.of(history).text()).isEqualTo(first);
        assertThat(JsonLog.of(history).text()).as("in the same transaction").isEqualTo(first);
        assertThat(connection.getAutoCommit()).isFalse();
        connection.rollback();
    }
}
