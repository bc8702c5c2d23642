package io.eventcart.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.LongTest;
import io.eventcart.app.projections.Operator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("kill -9 of a rebuild")
@Order(3)
@LongTest
class ReplayKillIT {
    private static final int CARTS = 4_000;
    private static final int EVENTS_OF_A_CART = 10;
    private static final int KILLS = 2;
    /** A fast machine may be done before the last kill. */
    private static final int FEWEST_KILLS = 1;
    private static final String[] SWITCHES = {"--cart.operator.password=secret"};

    @TempDir
    Path dataDir;

    @Test
    @DisplayName("goes on where it was, and ends with every row, however often it is killed")
    void goesOn() throws SQLException {
        try (var server = EventcartProcess.server(dataDir, SWITCHES)) {
            // These would only take the processor from what is tested.
            for (var other : List.of("add-item", "audit-trail", "checkout", "create-cart", "remove-item")) {
                assertThat(operator(server).ask(other, "pause").status()).isEqualTo(200);
            }
        }
        fill();
        var kills = 0;
        var reached = 0L;
        try (var server = EventcartProcess.server(dataDir, SWITCHES)) {
            operator(server).await("cart-summary", now -> now.path("lag").asLong() == 0);
            operator(server).replay("cart-summary");
            reached = killAfter(reached, server);
        }
        while (reached > 0) {
            kills++;
            try (var server = EventcartProcess.server(dataDir, SWITCHES)) {
                var now = operator(server).projection("cart-summary");
                if (now.path("replay").isObject()) {
                    assertThat(now.at("/replay/done").asLong()).as("after kill %d: %s", kills, now)
                            .isGreaterThanOrEqualTo(reached);
                }
                if (kills < KILLS) {
                    reached = killAfter(reached, server);
                } else {
                    reached = 0;
                }
                if (reached == 0) {
                    assertEnded(operator(server).awaitSwitchOver("cart-summary"));
                }
            }
        }
        System.out.printf("kill -9 of a rebuild: %d times, and it went on each time%n", kills);
        assertThat(kills).isGreaterThanOrEqualTo(FEWEST_KILLS);
    }

    private static Operator operator(EventcartProcess server) {
        return Operator.of(server.shop(), "secret");
    }

    /** @return how far the rebuild was when it was killed; 0 if it was at its end before */
    private static long killAfter(long reached, EventcartProcess server) {
        var now = operator(server).await("cart-summary",
                seen -> seen.path("replay").isNull() || seen.at("/replay/done").asLong() > reached);
        if (now.path("replay").isNull()) {
            return 0;
        }
        server.kill();
        return now.at("/replay/done").asLong();
    }

    private static void assertEnded(JsonNode now) {
        assertThat(now.path("copy").asInt()).as(now.toString()).isEqualTo(2);
        assertThat(now.at("/comparison/compared").asLong()).as(now.toString()).isEqualTo(CARTS);
        assertThat(now.at("/comparison/equal").asLong()).as(now.toString()).isEqualTo(CARTS);
    }

    private void fill() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + dataDir.resolve("eventcart"), "sa", "")) {
            connection.setAutoCommit(false);
            var carts = UUID.randomUUID().getMostSignificantBits();
            for (var n = 0; n < EVENTS_OF_A_CART; n++) {
                append(connection, carts, n);
            }
            connection.commit();
        }
    }

    private static void append(Connection connection, long carts, int n) throws SQLException {
        try (var insert = connection.prepareStatement(
                """
                        INSERT INTO domain_event (aggregate_identifier, sequence_number, type, event_identifier, meta_data, payload,
                          payload_revision, payload_type, time_stamp)
                        VALUES (?, ?, 'cart', ?, ?, ?, ?, ?, ?)
                        """)) {
            for (var cart = 0; cart < CARTS; cart++) {
                var id = new UUID(carts, cart).toString();
                var payload = n == 0
                        ? "{\"cartId\":\"%s\",\"shopperId\":\"%s\",\"currency\":\"EUR\"}".formatted(id, id)
                        : """
                                {"cartId":"%s","productId":"mug-stoneware","name":"Stoneware mug","quantity":1,\
                                "unitPrice":{"amount":"12.50","currency":"EUR"}}""".formatted(id);
                insert.setString(1, id);
                insert.setInt(2, n);
                insert.setString(3, UUID.randomUUID().toString());
                insert.setBytes(4, "{}".getBytes(StandardCharsets.UTF_8));
                insert.setBytes(5, payload.getBytes(StandardCharsets.UTF_8));
                insert.setString(6, n == 0 ? "1" : "2");
                insert.setString(7, n == 0 ? "cart.cart-created" : "cart.item-added");
                insert.setString(8, Instant.now().toString());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
