package io.eventcart.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.LongTest;
import io.eventcart.app.acceptance.ShopClient;
import io.eventcart.app.projections.Operator;
import io.eventcart.platform.testkit.LocalPostgres;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("kill -9")
@Order(1)
@LongTest
class KillIT {
    private static final int WRITERS = 4;
    private static final int ACKNOWLEDGED_BEFORE_A_KILL = 400;
    private static final String MUG = "mug-stoneware";

    @TempDir
    Path dataDir;

    @Test
    @DisplayName("an acknowledged write is there after kill -9, four times over, and the audit trail tells of all")
    void losesNothing() throws InterruptedException {
        losesNothing("embedded", 4);
    }

    @Test
    @DisplayName("nor is one lost with PostgreSQL")
    void losesNothingOnPostgres() throws InterruptedException {
        losesNothing("postgres", 1, LocalPostgres.switches(LocalPostgres.newDatabase()));
    }

    private void losesNothing(String store, int kills, String... more) throws InterruptedException {
        var switches = Stream.concat(Stream.of(more), Stream.of("--cart.operator.password=secret"))
                .toArray(String[]::new);
        var acknowledged = new HashMap<String, Long>();
        var checked = 0L;
        ShopClient shopper = null;
        for (var kill = 0; kill <= kills; kill++) {
            try (var server = EventcartProcess.server(dataDir, switches)) {
                // The token is good across restarts, so the shopper goes on as the same guest.
                shopper = shopper == null ? ShopClient.guest(server.shop()) : shopper.at(server.shop());
                for (var cart : acknowledged.entrySet()) {
                    var next = shopper.add(cart.getKey(), MUG, 1).json().path("version").asLong();
                    assertThat(next).as("version of cart %s after kill %d", cart.getKey(), kill)
                            .isGreaterThan(cart.getValue());
                    assertThat(shopper.cart(cart.getKey(), next).json().path("itemCount").asLong())
                            .as("pieces in cart %s after kill %d", cart.getKey(), kill).isEqualTo(next - 1);
                    checked += cart.getValue();
                }
                acknowledged.clear();
                if (kill < kills) {
                    acknowledged.putAll(writeUntilKilled(shopper, server));
                } else {
                    var trail = Operator.of(server.shop(), "secret").await("audit-trail",
                            now -> now.path("lag").asLong(-1) == 0);
                    assertThat(trail.path("state").asString()).as(trail.toString()).isEqualTo("RUNNING");
                }
            }
        }
        System.out.printf("kill -9, %s: %d times, %d acknowledged writes, none lost%n", store, kills, checked);
    }

    /** @return the last acknowledged version of each cart */
    private static Map<String, Long> writeUntilKilled(ShopClient shopper, EventcartProcess server)
            throws InterruptedException {
        var versions = new ConcurrentHashMap<String, Long>();
        var enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_A_KILL);
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            for (var i = 0; i < WRITERS; i++) {
                writers.execute(() -> {
                    try {
                        var cart = shopper.createCart();
                        versions.put(cart, 1L);
                        while (true) {
                            versions.put(cart, shopper.add(cart, MUG, 1).json().path("version").asLong());
                            enough.countDown();
                        }
                    } catch (UncheckedIOException e) {
                        // killed in the middle of a call
                    }
                });
            }
            assertThat(enough.await(3, TimeUnit.MINUTES)).as("the server takes writes").isTrue();
            server.kill();
        }
        return versions;
    }
}
