package io.eventcart.app.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.app.acceptance.ShopClient;
import io.eventcart.app.acceptance.ShopClient.Answer;
import io.eventcart.app.http.RawConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What one caller may ask for, with the limits lowered to {@link #LIMITS}. Each test comes from an address of its own. */
public interface LimitsAcceptance {
    /** A refused session, cart or password is waited for longer than a test takes. */
    String LIMITS = """
            cart.limits.sessions.burst=50
            cart.limits.sessions.every=2s
            cart.limits.carts.burst=20
            cart.limits.carts.every=60s
            cart.limits.wrong-passwords.burst=20
            cart.limits.wrong-passwords.every=60s
            cart.limits.watchers-per-shopper=3
            """;
    String MUG = "mug-stoneware";

    URI shop();

    @Test
    @DisplayName("sessions beyond a burst are refused, to that address alone")
    default void limitsSessions() {
        var crowd = ShopClient.from("127.0.0.2", shop());

        var refused = refused(() -> crowd.post("/api/session"), 201, 50);

        assertThat(refused.json().path("detail").asString()).contains("sessions", "address");
        assertThat(ShopClient.from("127.0.0.3", shop()).post("/api/session").status()).isEqualTo(201);
    }

    @Test
    @DisplayName("carts beyond a burst are refused, to that shopper alone")
    default void limitsCarts() {
        var shopper = ShopClient.guest(shop());

        var refused = refused(() -> shopper.post("/api/carts"), 201, 20);

        assertThat(refused.json().path("detail").asString()).contains("carts");
        assertThat(shopper.get("/api/carts").status()).isEqualTo(200);
        assertThat(ShopClient.guest(shop()).post("/api/carts").status()).isEqualTo(201);
    }

    @Test
    @DisplayName("after too many wrong passwords from an address none of it is looked at, be it right")
    default void limitsWrongPasswords() {
        var guesser = ShopClient.from("127.0.0.4", shop());

        var refused = refused(() -> guesser.get("/api/projections", "Authorization", basic("wrong")), 401, 20);

        assertThat(refused.json().path("detail").asString()).contains("passwords", "address");
        assertThat(guesser.get("/api/projections", "Authorization", basic("secret")).status()).isEqualTo(429);
        assertThat(guesser.get("/actuator/health", "Authorization", basic("secret")).status()).isEqualTo(429);
        assertThat(guesser.get("/actuator/health").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("right passwords are not counted")
    default void countsNoRightPasswords() {
        var operator = ShopClient.from("127.0.0.5", shop());

        for (var i = 0; i < 60; i++) {
            assertThat(operator.get("/api/projections", "Authorization", basic("secret")).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("a shopper watches a few streams at once, and another one when one of them has ended")
    default void limitsWatchers() throws Exception {
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        var path = "/api/carts/" + cart + "/updates";
        for (var i = 0; i < 10; i++) {
            assertThat(shopper.send("HEAD", path, "").status()).isEqualTo(200);
            assertThat(shopper.get("/api/carts/7b0c0f5e-9d3f-4c5e-8a53-0f3a5c1f9f10/updates").status()).isEqualTo(404);
        }
        var watching = new ArrayList<RawConnection>();
        try {
            for (var i = 0; i < 3; i++) {
                watching.add(watch(shopper, path));
                assertThat(watching.getLast().status()).endsWith(" 200");
            }
            var refused = shopper.get(path);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(refused.problem()).isEqualTo("/problems/too-many-requests");

            watching.removeFirst().close();

            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                shopper.add(cart, MUG, 1); // The server finds out that a watcher is gone when it has something to tell.
                try (var another = watch(shopper, path)) {
                    assertThat(another.status()).endsWith(" 200");
                }
            });
        } finally {
            for (var connection : watching) {
                connection.close();
            }
        }
    }

    private RawConnection watch(ShopClient shopper, String path) throws java.io.IOException {
        return new RawConnection(shop()).head("GET " + path + " HTTP/1.1",
                "Authorization: " + shopper.authorization());
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder()
                .encodeToString(("operator:" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a call until it is refused. */
    private static Answer refused(Supplier<Answer> call, int before, int burst) {
        var statuses = new ArrayList<Integer>();
        var answer = call.get();
        while (answer.status() != 429 && statuses.size() <= 2 * burst) {
            statuses.add(answer.status());
            answer = call.get();
        }
        assertThat(statuses).hasSizeBetween(burst, burst + 10).containsOnly(before);
        assertThat(answer.problem()).isEqualTo("/problems/too-many-requests");
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
        return answer;
    }
}
