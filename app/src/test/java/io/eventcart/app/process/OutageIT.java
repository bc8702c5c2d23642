package io.eventcart.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.app.LongTest;
import io.eventcart.app.acceptance.ShopClient;
import io.eventcart.platform.testkit.LocalAxonServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@DisplayName("Axon Server goes away in flight, and comes back")
@ExtendWith(LocalAxonServer.class)
@ResourceLock(LocalAxonServer.SHARED)
@LongTest
class OutageIT {
    private static final String MUG = "mug-stoneware";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path dataDir;

    @Test
    @DisplayName("callers are told that the store is unavailable, and everything works again by itself")
    void recovers() {
        try (var server = EventcartProcess.server(dataDir, "--spring.profiles.active=axonserver",
                "--axon.axonserver.servers=" + LocalAxonServer.sharedAndEmpty().orElseThrow())) {
            var shopper = ShopClient.guest(server.shop());
            var cart = shopper.createCart();
            assertThat(shopper.add(cart, MUG, 1).status()).isEqualTo(200);
            assertThat(shopper.cart(cart, 2).status()).isEqualTo(200);

            var before = server.output();
            LocalAxonServer.stopShared();

            var refused = shopper.add(cart, MUG, 1);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("/problems/store-unavailable");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            await().until(() -> shopper.get("/actuator/health").status() == 503);
            assertThat(shopper.get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(shopper.get("/actuator/health/liveness").status()).isEqualTo(200);

            LocalAxonServer.startShared();

            await().atMost(PATIENCE).until(() -> shopper.add(cart, MUG, 1).status() == 200);
            await().atMost(PATIENCE).until(() -> shopper.cart(cart, 3).status() == 200);
            var view = shopper.cart(cart, 3).json();
            assertThat(view.path("version").asInt()).as("nothing was stored while the store was away").isEqualTo(3);
            assertThat(view.path("itemCount").asInt()).isEqualTo(2);
            await().until(() -> shopper.get("/actuator/health").status() == 200);
            assertThat(server.outputSince(before)).as("one line when the outage begins, one when it ends")
                    .satisfiesExactly(
                            begin -> assertThat(begin).contains("WARN").contains("Axon Server at")
                                    .contains("can't be used; waiting for it"),
                            end -> assertThat(end).contains("INFO").contains("Axon Server at")
                                    .contains("is there again"));
        }
    }
}
