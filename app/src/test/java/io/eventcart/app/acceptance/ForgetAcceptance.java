package io.eventcart.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.app.acceptance.ShopClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The right to be forgotten, the same for every store. */
interface ForgetAcceptance {
    String CUP = "mug-stoneware";
    String ADDRESS = """
            {"name":"Wilhelmine Grepwald","email":"w.grepwald@example.org","street":"Suchgasse 4711",\
            "city":"Findlingen","postcode":"D-98765-X","country":"DE"}""";
    Grep PERSONAL = Grep.of("Wilhelmine Grepwald", "w.grepwald@example.org", "Suchgasse 4711", "Findlingen",
            "D-98765-X");
    Map<String, String> TABLES = Map.of("checkout", "receipt", "create-cart", "shopper_cart", "cart-summary",
            "cart_summary", "add-item", "added_product", "remove-item", "removed_product");

    URI shop();

    JdbcClient jdbc();

    EventProcessingConfiguration processing();

    /** Every folder in which the app and its event store keep anything. */
    List<Path> folders();

    /** Somebody who shops. */
    record Guest(String id, ShopClient client) {
        static Guest of(URI shop) {
            var session = ShopClient.anonymous(shop).post("/api/session").json();
            return new Guest(session.path("shopperId").asString(),
                    ShopClient.with(shop, "Bearer " + session.path("token").asString()));
        }

        String fillCart(int additions) {
            var cart = client.createCart();
            IntStream.range(0, additions).forEach(n -> client.add(cart, CUP, 1));
            return cart;
        }

        Answer checkOut(String cart, String address) {
            return client.postJson("/api/carts/" + cart + "/checkout", "{\"deliverTo\":" + address + "}",
                    "Idempotency-Key", "buy " + cart);
        }

        String deliverTo(String cart) {
            var receipt = client.get("/api/receipts/" + cart);
            assertThat(receipt.status()).as(receipt.text()).isEqualTo(200);
            return receipt.json().path("deliverTo").toString();
        }

        String data() {
            return client.get("/api/shoppers/" + id + "/data").text();
        }
    }

    private ShopClient operator() {
        return ShopClient.with(shop(), "Basic "
                + Base64.getEncoder().encodeToString("operator:acceptance".getBytes(StandardCharsets.UTF_8)));
    }

    private Answer forget(String shopper) {
        return operator().send("DELETE", "/api/shoppers/" + shopper, "");
    }

    /** The whole database, as text. */
    default String everyRow() {
        return String.join("\n", jdbc().sql("SCRIPT").query(String.class).list());
    }

    /** Nothing in any file, nor in any row of any table: snapshots, tokens, calls and views among them. */
    private void assertNothingPersonalIsStored() throws IOException {
        assertThat(PERSONAL.in(everyRow())).isEmpty();
        assertThat(PERSONAL.in(folders())).isEmpty();
    }

    /** Each view is emptied and made again out of the events. */
    private void replayAll() {
        processing().eventProcessors().forEach((name, processor) -> {
            if (TABLES.containsKey(name) || name.equals("forget-shopper")) {
                processor.shutDown();
                ((StreamingEventProcessor) processor).resetTokens();
                if (TABLES.containsKey(name)) {
                    jdbc().sql("DELETE FROM " + TABLES.get(name)).update();
                }
                processor.start();
            }
        });
        TABLES.keySet().forEach(name -> await(name).until(() -> isCaughtUp(processing().eventProcessors().get(name))));
    }

    private static boolean isCaughtUp(EventProcessor processor) {
        var segments = ((StreamingEventProcessor) processor).processingStatus().values();
        return !segments.isEmpty()
                && segments.stream().allMatch(segment -> segment.isCaughtUp() && !segment.isErrorState());
    }

    @Test
    @DisplayName("an address is shown to its shopper and stands nowhere in the stores; once forgotten, nobody can read it")
    default void forgetsAShopper() throws Exception {
        var anna = Guest.of(shop());
        var cart = anna.fillCart(98); // and with the checkout a hundred events: a snapshot
        var ben = Guest.of(shop());
        var bens = ben.fillCart(1);
        assertThat(ben.checkOut(bens, ADDRESS.replace("Wilhelmine", "Benno")).status()).isEqualTo(200);

        assertThat(anna.checkOut(cart, ADDRESS).status()).isEqualTo(200);

        assertThat(anna.deliverTo(cart)).isEqualTo(ADDRESS);
        assertThat(anna.data()).contains(ADDRESS, "\"erased\":false", "\"idempotencyKeys\":[{\"key\":\"buy " + cart);
        assertThat(Grep.of(anna.id()).in(folders())).as("what is stored is found").isNotEmpty();
        assertNothingPersonalIsStored();

        var erased = forget(anna.id());

        assertThat(erased.status()).as(erased.text()).isEqualTo(200);
        assertThat(erased.json().path("shopperId").asString()).isEqualTo(anna.id());
        assertThat(anna.deliverTo(cart)).isEqualTo("{\"erased\":true}");
        assertThat(anna.data()).contains("\"erased\":true,\"erasedAt\":\"" + erased.json().path("erasedAt").asString(),
                "\"keyMadeAt\":null", "\"deliverTo\":{\"erased\":true}", "\"idempotencyKeys\":[]")
                .doesNotContain("Wilhelmine");
        assertThat(ben.deliverTo(bens)).contains("Benno");
        assertNothingPersonalIsStored();
        assertThat(forget(anna.id()).text()).as("a second erasure").isEqualTo(erased.text());

        replayAll();

        assertThat(anna.deliverTo(cart)).isEqualTo("{\"erased\":true}");
        assertThat(ben.deliverTo(bens)).contains("Benno");
        assertThat(anna.client().cart(cart, 100).json().path("status").asString()).isEqualTo("CHECKED_OUT");
        assertNothingPersonalIsStored();
    }

    @Test
    @DisplayName("of a forgotten shopper no address is taken any more, but they may shop on without one")
    default void takesNoAddressOfTheForgotten() {
        var anna = Guest.of(shop());
        var cart = anna.fillCart(1);
        forget(anna.id());

        var refused = anna.checkOut(cart, ADDRESS);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("/problems/shopper-erased");
        assertThat(ShopClient.anonymous(shop()).get(refused.problem()).text()).contains("What now?");
        assertThat(anna.client().checkOut(cart).status()).isEqualTo(200);
        assertThat(anna.deliverTo(cart)).isEqualTo("null");
    }

    @Test
    @DisplayName("a shopper is erased once, however many ask for it at once")
    default void erasesOnce() throws Exception {
        var anna = Guest.of(shop());
        anna.fillCart(0);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers = threads.invokeAll(
                    IntStream.range(0, 4).<Callable<Answer>>mapToObj(n -> () -> forget(anna.id()))
                            .toList());
            for (var answer : answers) {
                assertThat(answer.get().status()).as(answer.get().text()).isEqualTo(200);
                assertThat(answer.get().text()).isEqualTo(answers.getFirst().get().text());
            }
        }
    }

    @Test
    @DisplayName("what is held of a shopper is theirs and the operator's to see")
    default void showsWhatIsHeld() {
        var anna = Guest.of(shop());
        var cart = anna.fillCart(2);
        anna.checkOut(cart, ADDRESS);
        anna.deliverTo(cart);

        var held = operator().get("/api/shoppers/" + anna.id() + "/data");

        assertThat(held.status()).isEqualTo(200);
        assertThat(held.header("Content-Type")).startsWith("application/json");
        assertThat(held.json().at("/carts/0/cartId").asString()).isEqualTo(cart);
        assertThat(held.json().at("/carts/0/events").size()).isEqualTo(4);
        assertThat(held.json().at("/carts/0/events/3/data/deliverTo").toString()).isEqualTo(ADDRESS);
        assertThat(held.json().at("/carts/0/events/3/type").asString()).isEqualTo("cart.cart-checked-out");
        assertThat(held.json().at("/receipts/0/deliverTo").toString()).isEqualTo(ADDRESS);
        assertThat(held.json().path("keyMadeAt").asString()).isNotEmpty();
        var others = Guest.of(shop()).client().get("/api/shoppers/" + anna.id() + "/data");
        assertThat(others.status()).isEqualTo(404);
        assertThat(others.problem()).isEqualTo("/problems/shopper-not-found");
    }

    @Test
    @DisplayName("a guest who has done nothing is known to themselves only")
    default void knowsNobody() {
        var guest = Guest.of(shop());

        assertThat(guest.client().get("/api/shoppers/" + guest.id() + "/data").json().path("carts").size()).isZero();
        assertThat(operator().get("/api/shoppers/" + guest.id() + "/data").problem())
                .isEqualTo("/problems/shopper-not-found");
        assertThat(forget(guest.id()).problem()).isEqualTo("/problems/shopper-not-found");
        assertThat(forget("nobody").problem()).isEqualTo("/problems/invalid-request");
        assertThat(guest.client().send("DELETE", "/api/shoppers/" + guest.id(), "").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("an address that was moved to another receipt is unreadable there, and the receipt is shown all the same")
    default void bindsAnAddressToItsCart() {
        var anna = Guest.of(shop());
        var first = anna.fillCart(1);
        anna.checkOut(first, ADDRESS);
        var second = anna.fillCart(1);
        anna.checkOut(second, ADDRESS.replace("Findlingen", "Ulm"));
        anna.deliverTo(first);
        anna.deliverTo(second);

        jdbc().sql("""
                UPDATE receipt SET body = (
                  SELECT REPLACE(body, :first, :second) FROM receipt WHERE cart_id = CAST(:first AS UUID))
                WHERE cart_id = CAST(:second AS UUID)
                """).param("first", first).param("second", second).update();

        assertThat(anna.deliverTo(second)).isEqualTo("{\"unreadable\":true}");
    }

    @ParameterizedTest
    @CsvSource({"DE,ZZ,country", "DE,de,country", "@example.org,.,email", "Wilhelmine Grepwald,' ',name",
            "Suchgasse 4711,,street", "D-98765-X,123456789012345678901,postcode", "\"city\":,\"town\":,town"})
    @DisplayName("an address with a fault is refused, and the fault is named")
    default void checksAddresses(String part, @Nullable String replacement, String field) {
        var anna = Guest.of(shop());

        var refused = anna.checkOut("7b0c0f5e-9d3f-4c5e-8a53-0f3a5c1f9f10",
                ADDRESS.replace(part, replacement == null ? "" : replacement));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("deliverTo." + field);
    }
}
