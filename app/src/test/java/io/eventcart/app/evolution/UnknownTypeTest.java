package io.eventcart.app.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.app.acceptance.ShopClient;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.storedevents.KnownEvents;
import io.eventcart.platform.testkit.RawStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@DisplayName("An event of a type that no code knows")
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext // Its data directory goes with the class.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class UnknownTypeTest {
    private static final String MUG = "mug-stoneware";

    @TempDir
    static Path dataDir;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private KnownEvents events;

    private JsonNode session;
    private ShopClient shopper;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("cart.data-dir", dataDir::toString);
        properties.add("cart.operator.password", () -> "unknown");
    }

    @BeforeEach
    void aGuest() {
        var shop = URI.create("http://127.0.0.1:" + port);
        session = ShopClient.anonymous(shop).post("/api/session").json();
        shopper = ShopClient.with(shop, "Bearer " + session.path("token").asString());
    }

    @Test
    @DisplayName("is never skipped: its cart and the views say what it is, where, and what to do; other carts go on")
    void isNeverSkipped(CapturedOutput log) {
        var wrapped = UUID.randomUUID().toString();
        var other = shopper.createCart();
        shopper.cart(other, 1);
        append(wrapped, 0, "cart.cart-created", "1", "{\"cartId\":\"%s\",\"shopperId\":\"%s\"}".formatted(wrapped,
                session.path("shopperId").asString()));
        append(wrapped, 1, "cart.gift-wrapped", "3", "{}");
        var position = jdbc.sql("SELECT MAX(global_index) FROM domain_event").query(Long.class).single();

        for (var answer : new ShopClient.Answer[]{shopper.add(wrapped, MUG, 1),
                shopper.get("/api/carts/" + wrapped + "/history")}) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(500);
            assertThat(answer.problem()).isEqualTo("/problems/unknown-event-type");
            assertThat(answer.json().path("eventType").asString()).isEqualTo("cart.gift-wrapped");
            assertThat(answer.json().path("revision").asString()).isEqualTo("3");
            assertThat(answer.json().path("stream").asString()).isEqualTo(wrapped);
            assertThat(answer.json().path("version").asLong()).isEqualTo(2);
            assertThat(answer.json().path("position").asLong()).isEqualTo(position);
            assertThat(answer.json().path("detail").asString()).contains("add an upcaster");
        }

        var bisected = operator().postJson("/api/audit/bisect", "{\"condition\":\"itemCount > 0\"}");
        assertThat(bisected.status()).as(bisected.text()).isEqualTo(200);
        assertThat(bisected.json().path("examined").asLong()).isEqualTo(2);
        assertThat(bisected.json().path("unreadable").asLong()).isOne();
        assertThat(bisected.json().at("/unreadableCarts/0/cartId").asString()).isEqualTo(wrapped);
        assertThat(bisected.json().at("/unreadableCarts/0/why").asString()).contains("cart.gift-wrapped revision 3");

        assertThat(shopper.add(other, MUG, 2).status()).isEqualTo(200);
        assertThat(shopper.get("/api/carts/" + other + "/history").status()).isEqualTo(200);
        await().atMost(Duration.ofMinutes(2)).until(() -> events.stop().isPresent());
        assertThat(events.stop().orElseThrow().position()).isEqualTo(position);
        assertThat(log).contains("knows no event cart.gift-wrapped revision 3, which is version 2 of " + wrapped
                + ", at position " + position);
        assertThat(shopper.cart(other, 2).problem()).as("the view stands in front of it")
                .isEqualTo("/problems/view-behind");
    }

    private ShopClient operator() {
        return ShopClient.with(URI.create("http://127.0.0.1:" + port), "Basic "
                + Base64.getEncoder().encodeToString("operator:unknown".getBytes(StandardCharsets.UTF_8)));
    }

    private void append(String cart, long sequenceNumber, String type, String revision, String payload) {
        RawStore.append(jdbc, new StoredEvent(0, "cart", cart, sequenceNumber, UUID.randomUUID().toString(),
                Instant.now(), type, revision, payload.getBytes(StandardCharsets.UTF_8), Map.of()));
    }
}
