package io.eventcart.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.app.acceptance.ShopClient;
import io.eventcart.platform.testkit.LocalPostgres;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("PostgreSQL is not there yet, comes, goes away in flight, and comes back")
class PostgresOutageIT {
    private static final String MUG = "mug-stoneware";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path dataDir;

    @Test
    @DisplayName("the app waits for it, tells callers that the store is unavailable, and everything works again by itself")
    void recovers() throws Exception {
        try (var proxy = new TcpProxy(LocalPostgres.port())) {
            var url = "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + LocalPostgres.newDatabaseName();
            try (var server = EventcartProcess.startingServer(dataDir, LocalPostgres.switches(url))) {
                await().atMost(PATIENCE).until(() -> server.output().contains("can't be reached; waiting for it"));
                proxy.comeBack();
                server.awaitAnswer();
                assertThat(server.output()).contains("PostgreSQL at //127.0.0.1:" + proxy.port());
                var shopper = ShopClient.guest(server.shop());
                var cart = shopper.createCart();
                assertThat(shopper.add(cart, MUG, 1).status()).isEqualTo(200);
                assertThat(shopper.cart(cart, 2).status()).isEqualTo(200);
                assertThat(shopper.get("/actuator/health").status()).isEqualTo(200);

                var before = server.output();
                proxy.goAway();

                var refused = shopper.add(cart, MUG, 1);
                assertThat(refused.status()).as(refused.text()).isEqualTo(503);
                assertThat(refused.problem()).isEqualTo("/problems/store-unavailable");
                assertThat(refused.header("Retry-After")).isNotEmpty();
                assertThat(shopper.add(cart, MUG, 1, "Idempotency-Key", "once").status()).isEqualTo(503);
                assertThat(shopper.get("/api/carts/" + cart).status()).isEqualTo(503);
                await().until(() -> shopper.get("/actuator/health").status() == 503);
                assertThat(shopper.get("/actuator/health/readiness").status()).isEqualTo(503);
                assertThat(shopper.get("/actuator/health/liveness").status()).isEqualTo(200);

                proxy.comeBack();

                await().atMost(PATIENCE).until(() -> shopper.add(cart, MUG, 1).status() == 200);
                await().atMost(PATIENCE).until(() -> shopper.cart(cart, 3).status() == 200);
                var view = shopper.cart(cart, 3).json();
                assertThat(view.path("version").asInt()).as("nothing was stored while it was away").isEqualTo(3);
                await().until(() -> shopper.get("/actuator/health").status() == 200);
                assertThat(server.outputSince(before)).as("one line when the outage begins, one when it ends")
                        .satisfiesExactly(
                                begin -> assertThat(begin).contains("WARN").contains("The database")
                                        .contains("can't be used; waiting for it"),
                                end -> assertThat(end).contains("INFO").contains("The database")
                                        .contains("is there again"));
            }
        }
    }
}
