package io.eventcart.app.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.acceptance.ShopClient;
import io.eventcart.platform.projections.ProjectionCopy;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.testkit.RawStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.axonframework.config.EventProcessingConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DisplayName("The operator's hold on the projections")
@DirtiesContext // Its data directory goes with the class.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "cart.operator.password=secret")
class ProjectionsTest {
    private static final String MUG = "mug-stoneware";

    @TempDir
    static Path dataDir;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private EventProcessingConfiguration processing;

    private Operator operator;
    private ShopClient shopper;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("cart.data-dir", dataDir::toString);
    }

    @BeforeEach
    void arrive() {
        var shop = URI.create("http://127.0.0.1:" + port);
        operator = Operator.of(shop, "secret");
        shopper = ShopClient.guest(shop);
    }

    private static void assertRefused(ShopClient.Answer answer, int status, String problem) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo("/problems/" + problem);
    }

    @Test
    @DisplayName("each projection is there with position, lag and state")
    void listsThem() {
        var items = operator.client().get("/api/projections").json().path("items");

        assertThat(items).extracting(item -> item.path("name").asString()).containsExactly("add-item", "audit-trail",
                "cart-summary", "checkout", "create-cart", "forget-shopper", "insights", "remove-item");
        assertThat(items).allSatisfy(item -> assertThat(item.propertyNames()).contains("position", "lag", "state"));
    }

    @Test
    @DisplayName("what is unknown, or acts instead of keeping rows, is refused by name")
    void refusesOthers() {
        for (var what : new String[]{"replay", "rollback", "discard", "pause", "resume"}) {
            assertRefused(operator.ask("no-such", what), 404, "projection-not-found");
            assertRefused(operator.ask("cart-summary-2", what), 404, "projection-not-found");
            assertRefused(operator.ask("forget-shopper", what), 409, "projection-not-rebuildable");
        }
    }

    @Test
    @DisplayName("a paused projection follows no events, is not replayed, and catches up when it goes on")
    void pauses() {
        var cart = shopper.createCart();
        shopper.cart(cart, 1);

        assertThat(operator.ask("cart-summary", "pause").json().path("state").asString()).isEqualTo("PAUSED");
        assertThat(operator.ask("cart-summary", "pause").status()).as("a second time").isEqualTo(200);
        shopper.add(cart, MUG, 1);

        assertThat(shopper.cart(cart, 2).problem()).isEqualTo("/problems/view-behind");
        assertRefused(operator.ask("cart-summary", "replay"), 409, "projection-paused");
        assertThat(operator.ask("cart-summary", "resume").json().path("state").asString()).isEqualTo("RUNNING");
        assertThat(shopper.cart(cart, 2).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("there is one replay of a projection at a time, and one that is given up leaves nothing behind")
    void replaysOneAtATime() {
        // Nothing gets on while the copy is stopped by a letter-proof failure: its table is away.
        jdbc.sql("ALTER TABLE removed_product_2 RENAME TO removed_product_away").update();
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 2);
        shopper.remove(cart, MUG, "?quantity=1");
        try {
            assertThat(operator.ask("remove-item", "replay").status()).isEqualTo(500);
        } finally {
            jdbc.sql("ALTER TABLE removed_product_away RENAME TO removed_product_2").update();
        }
        operator.replay("remove-item");
        var second = operator.ask("remove-item", "replay");
        if (second.status() != 202) {
            assertRefused(second, 409, "rebuild-under-way");
        }
        operator.awaitSwitchOver("remove-item");
        assertThat(operator.ask("remove-item", "discard").status()).isEqualTo(200);
        assertRefused(operator.ask("remove-item", "rollback"), 409, "standby-copy-empty");
        assertRefused(operator.ask("remove-item", "discard"), 409, "standby-copy-empty");
    }

    @Test
    @DisplayName("a rebuild counts the rows that it mends, and a switch back shows the old ones again")
    void tellsDifferences() {
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);
        shopper.checkOut(cart);
        shopper.get("/api/receipts/" + cart);
        var active = operator.projection("checkout").path("copy").asInt() == 1 ? "receipt" : "receipt_2";
        jdbc.sql("UPDATE " + active + " SET body = REPLACE(body, 'Stoneware', 'Paper') WHERE cart_id = CAST(? AS UUID)")
                .param(cart).update();
        assertThat(shopper.get("/api/receipts/" + cart).text()).contains("Paper mug");

        operator.replay("checkout");
        var switchedOver = operator.awaitSwitchOver("checkout");

        assertThat(switchedOver.at("/comparison/different").asLong()).as(switchedOver.toString()).isEqualTo(1);
        assertThat(switchedOver.at("/comparison/examples/0").asString()).isEqualTo(active + " " + cart);
        assertThat(shopper.get("/api/receipts/" + cart).text()).contains("Stoneware mug");
        assertThat(operator.ask("checkout", "rollback").status()).isEqualTo(200);
        assertThat(shopper.get("/api/receipts/" + cart).text()).contains("Paper mug");
        assertThat(operator.ask("checkout", "rollback").status()).isEqualTo(200);
        assertThat(shopper.get("/api/receipts/" + cart).text()).contains("Stoneware mug");
    }

    @Test
    @DisplayName("a switch back waits until the copy has caught up: nobody sees an older state")
    void rollsBackToNothingOlder() throws Exception {
        var cart = shopper.createCart();
        operator.replay("cart-summary");
        var kept = operator.awaitSwitchOver("cart-summary").at("/previous/copy").asInt();
        var keptOne = Objects.requireNonNull(
                processing.eventProcessors().get(new ProjectionCopy("cart-summary", kept).processor()));
        keptOne.shutDown();
        shopper.add(cart, MUG, 1);
        assertThat(shopper.cart(cart, 2).status()).isEqualTo(200);

        try (var operators = Executors.newSingleThreadExecutor()) {
            var back = operators.submit(() -> operator.ask("cart-summary", "rollback"));
            for (var n = 0; n < 30; n++) {
                assertThat(shopper.cart(cart, 1).json().path("version").asLong()).isEqualTo(2);
            }
            assertThat(back.isDone()).as("as long as it is behind").isFalse();
            keptOne.start();

            assertThat(back.get().json().path("copy").asInt()).isEqualTo(kept);
        }
        assertThat(shopper.cart(cart, 1).json().path("version").asLong()).isEqualTo(2);
    }

    @Test
    @DisplayName("a poisonous event is put aside with those of its cart behind it; other carts go on; it is mended in order")
    void putsPoisonAside() {
        var poisoned = shopper.createCart();
        var other = shopper.createCart();
        shopper.cart(poisoned, 1);
        var revision = storedRevision();
        append(poisoned, 1, revision, payload(poisoned, "\"lots\""));
        append(poisoned, 2, revision, payload(poisoned, "3"));

        var added = shopper.add(other, MUG, 2);
        assertThat(shopper.cart(other, added.json().path("version").asLong()).status()).as("another cart")
                .isEqualTo(200);
        operator.await("cart-summary", now -> now.path("deadLetters").asLong() == 2);
        var letters = operator.client().get("/api/dead-letters?projection=cart-summary").json().path("items");

        assertThat(letters).hasSize(2);
        assertThat(letters.get(0).path("sequence").asString()).isEqualTo(poisoned);
        assertThat(letters.get(0).path("version").asLong()).isEqualTo(2);
        assertThat(letters.get(0).path("type").asString()).isEqualTo("cart.item-added");
        assertThat(letters.get(0).path("attempts").asInt()).isEqualTo(1);
        assertThat(letters.get(0).at("/cause/message").asString()).contains("lots");
        assertThat(letters.get(1).path("cause").isNull()).as("it only waits").isTrue();
        var health = Awaitility.await().until(() -> operator.client().get("/actuator/health"),
                answer -> answer.json().at("/components/deadLetters/status").asString().equals("WARNING"));
        assertThat(health.status()).as("the projection goes on").isEqualTo(200);
        var id = letters.get(0).path("id").asString();
        assertThat(operator.client().get("/api/dead-letters/" + id).json().at("/data/quantity").asString())
                .isEqualTo("lots");

        var failed = operator.client().post("/api/dead-letters/" + id + "/retry");
        assertThat(failed.status()).as(failed.text()).isEqualTo(200);
        assertThat(failed.json().path("mended").asBoolean()).isFalse();
        assertThat(failed.json().path("left").asLong()).isEqualTo(2);
        assertThat(failed.json().at("/cause/type").asString()).endsWith(".InvalidFormatException");
        assertThat(operator.client().get("/api/dead-letters/" + id).json().path("attempts").asInt()).isEqualTo(2);
        assertThat(shopper.cart(poisoned, 1).json().path("version").asLong()).isEqualTo(1);

        jdbc.sql("UPDATE dead_letter SET payload = ? WHERE dead_letter_id = ?")
                .params(payload(poisoned, "1").getBytes(StandardCharsets.UTF_8), id).update();
        var mended = operator.client().post("/api/dead-letters/" + id + "/retry");
        assertThat(mended.json().path("mended").asBoolean()).as(mended.text()).isTrue();
        assertThat(shopper.cart(poisoned, 3).json().path("itemCount").asInt()).isEqualTo(4);
        assertThat(operator.projection("cart-summary").path("deadLetters").asLong()).isZero();

        discardLetters();
        assertRefused(operator.client().get("/api/dead-letters/" + id), 404, "dead-letter-not-found");
        assertRefused(operator.client().post("/api/dead-letters/" + id + "/retry"), 404, "dead-letter-not-found");
        jdbc.sql("DELETE FROM domain_event WHERE aggregate_identifier = ? AND sequence_number > 0").param(poisoned)
                .update();
    }

    @Test
    @DisplayName("poison in the midst of a rebuild keeps it up once, not once an event, and is put aside by the new side too")
    void rebuildsPastPoison() {
        var revision = storedRevision();
        var poisoned = Stream.generate(shopper::createCart).limit(12).toList();
        var well = Stream.generate(shopper::createCart).limit(100).toList();
        poisoned.forEach(cart -> append(cart, 1, revision, payload(cart, "\"lots\"")));
        well.forEach(cart -> append(cart, 1, revision, payload(cart, "1")));
        operator.await("cart-summary", now -> now.path("deadLetters").asLong() == poisoned.size());
        shopper.cart(well.getLast(), 2);

        operator.replay("cart-summary");
        var switchedOver = operator.awaitSwitchOver("cart-summary");

        assertThat(switchedOver.path("deadLetters").asLong()).as(switchedOver.toString()).isEqualTo(poisoned.size());
        assertThat(switchedOver.at("/comparison/different").asLong()).as(switchedOver.toString()).isZero();
        assertThat(shopper.cart(well.getLast(), 2).status()).isEqualTo(200);
        assertThat(shopper.cart(poisoned.getFirst(), 1).json().path("version").asLong()).isEqualTo(1);
        poisoned.forEach(cart -> jdbc
                .sql("DELETE FROM domain_event WHERE aggregate_identifier = ? AND sequence_number > 0").param(cart)
                .update());
        assertThat(operator.ask("cart-summary", "discard").status()).isEqualTo(200);
        assertThat(operator.client().get("/api/dead-letters?projection=cart-summary").json().path("items"))
                .as("dead letters of the old copy are deleted").hasSize(poisoned.size());
        discardLetters();
    }

    /** Those of other projections, too, which may come to them later. */
    private void discardLetters() {
        Awaitility.await().untilAsserted(() -> {
            var letters = operator.client().get("/api/dead-letters").json().path("items");
            letters.forEach(
                    letter -> operator.client().send("DELETE", "/api/dead-letters/" + letter.path("id").asString(),
                            ""));
            assertThat(letters).isEmpty();
        });
    }

    private String storedRevision() {
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);
        return Objects.requireNonNull(jdbc
                .sql("SELECT payload_revision FROM domain_event WHERE aggregate_identifier = ? AND sequence_number = 1")
                .param(cart).query(String.class).single());
    }

    private static String payload(String cart, String quantity) {
        return """
                {"cartId":"%s","productId":"mug-stoneware","name":"Stoneware mug","quantity":%s,\
                "unitPrice":{"amount":"12.50","currency":"EUR"}}""".formatted(cart, quantity);
    }

    private void append(String cart, long sequenceNumber, String revision, String payload) {
        RawStore.append(jdbc, new StoredEvent(0, "cart", cart, sequenceNumber, UUID.randomUUID().toString(),
                Instant.now(), "cart.item-added", revision, payload.getBytes(StandardCharsets.UTF_8), Map.of()));
    }
}
