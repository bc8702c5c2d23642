package io.eventcart.app.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.app.acceptance.RawStore;
import io.eventcart.app.acceptance.ShopClient;
import io.eventcart.app.storage.KnownEvents;
import io.eventcart.sharedkernel.StoredEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DisplayName("An event of a type that no code knows")
@ExtendWith(OutputCaptureExtension.class)
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

    private ShopClient shopper;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("cart.data-dir", dataDir::toString);
    }

    @BeforeEach
    void aGuest() {
        shopper = ShopClient.guest(URI.create("http://127.0.0.1:" + port));
    }

    @Test
    @DisplayName("is never skipped: its cart and the views say what it is, where, and what to do; other carts go on")
    void isNeverSkipped(CapturedOutput log) {
        var wrapped = shopper.createCart();
        var other = shopper.createCart();
        shopper.cart(other, 1);
        RawStore.append(jdbc, new StoredEvent(0, "cart", wrapped, 1, "wrapped", Instant.now(), "cart.gift-wrapped", "3",
                "{}".getBytes(StandardCharsets.UTF_8), Map.of()));
        var position = jdbc.sql("SELECT MAX(global_index) FROM domain_event").query(Long.class).single();

        for (var answer : new ShopClient.Answer[]{shopper.add(wrapped, MUG, 1),
                shopper.get("/api/carts/" + wrapped + "/history")}) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(500);
            assertThat(answer.problem()).isEqualTo("unknown-event-type");
            assertThat(answer.json().path("eventType").asString()).isEqualTo("cart.gift-wrapped");
            assertThat(answer.json().path("revision").asString()).isEqualTo("3");
            assertThat(answer.json().path("stream").asString()).isEqualTo(wrapped);
            assertThat(answer.json().path("version").asLong()).isEqualTo(2);
            assertThat(answer.json().path("position").asLong()).isEqualTo(position);
            assertThat(answer.json().path("detail").asString()).contains("add an upcaster");
        }

        assertThat(shopper.add(other, MUG, 2).status()).isEqualTo(200);
        assertThat(shopper.get("/api/carts/" + other + "/history").status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> events.stop().isPresent());
        assertThat(events.stop().orElseThrow().position()).isEqualTo(position);
        assertThat(log).contains("knows no event cart.gift-wrapped revision 3, which is version 2 of " + wrapped
                + ", at position " + position);
        assertThat(shopper.cart(other, 2).problem()).as("the view stands in front of it").isEqualTo("view-behind");

        // As if a release with an upcaster that drops it had come.
        jdbc.sql("UPDATE domain_event SET payload_type = 'cart.cart-viewed', payload_revision = '1' "
                + "WHERE event_identifier = 'wrapped'").update();
        await().atMost(Duration.ofSeconds(60)).until(() -> shopper.cart(other, 2).status() == 200);
        assertThat(shopper.add(wrapped, MUG, 1).json().path("version").asLong()).isEqualTo(3);
        assertThat(events.stop()).isEmpty();
    }
}
