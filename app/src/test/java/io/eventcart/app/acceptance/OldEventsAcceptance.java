package io.eventcart.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.StoredEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Events of releases long ago are read in their newest form, by every reader; the same for every store. */
interface OldEventsAcceptance {
    URI shop();

    /** Puts events into the store past the app, as they are. */
    void append(List<StoredEvent> events) throws Exception;

    void forgetCachedCarts();

    private ShopClient operator() {
        return ShopClient.with(shop(), "Basic "
                + Base64.getEncoder().encodeToString("operator:acceptance".getBytes(StandardCharsets.UTF_8)));
    }

    /** A stream as an old release has stored it, chained. */
    final class OldCart {
        private final List<StoredEvent> events = new ArrayList<>();
        private final String id = UUID.randomUUID().toString();
        private String hash = "";

        OldCart stored(String type, String fields) {
            var metaData = new HashMap<String, Object>();
            metaData.put(MetaDataKeys.ACTOR, "import");
            var payload = "{\"cartId\":\"%s\"%s}".formatted(id, fields).replace('\'', '"');
            var event = new StoredEvent(0, "cart", id, events.size(), UUID.randomUUID().toString(),
                    Instant.now().truncatedTo(ChronoUnit.MILLIS), type, "1", payload.getBytes(StandardCharsets.UTF_8),
                    metaData);
            hash = event.hashAfter(hash);
            metaData.put(MetaDataKeys.HASH, hash);
            events.add(event);
            return this;
        }

        String id() {
            return id;
        }

        List<StoredEvent> events() {
            return events;
        }

        /** Versions 1 to 6: created; 2 apples; looked at; 1 apple for a pear; the other apple dropped; looked at. */
        static OldCart of(String shopper) {
            return new OldCart().stored("cart.cart-created", ",'shopperId':'" + shopper + "','channel':'web'")
                    .stored("cart.item-added", ",'productId':'apple','name':'Apple','quantity':2,'price':0.5")
                    .stored("cart.cart-viewed", ",'by':'" + shopper + "'")
                    .stored("cart.item-replaced", ",'removed':{'productId':'apple','quantity':1},"
                            + "'added':{'productId':'pear','name':'Pear','quantity':1,'price':0.75}")
                    .stored("cart.product-dropped", ",'productId':'apple','quantity':1")
                    .stored("cart.cart-viewed", ",'by':'" + shopper + "'");
        }
    }

    @Test
    @DisplayName("a cart of the prototype is shown, changed and bought as if it had been filled today")
    default void readsOldEventsInTheirNewestForm() throws Exception {
        var guest = ShopClient.anonymous(shop()).post("/api/session").json();
        var shopper = ShopClient.with(shop(), "Bearer " + guest.path("token").asString());
        var old = OldCart.of(guest.path("shopperId").asString());
        append(old.events());
        var cart = old.id();

        // The view, with one event split and two dropped.
        var view = await().until(() -> shopper.cart(cart, 5).json(), found -> found.path("version").asLong() == 5);
        assertThat(view.path("lines")).hasSize(1);
        assertThat(view.at("/lines/0/productId").asString()).isEqualTo("pear");
        assertThat(view.path("total").toString()).isEqualTo("{\"amount\":\"0.75\",\"currency\":\"EUR\"}");

        // The history.
        var history = shopper.get("/api/carts/" + cart + "/history").json().path("items");
        assertThat(history.valueStream().map(OldEventsAcceptance::inShort)).containsExactly("1 cart.cart-created 1",
                "2 cart.item-added 2", "4 cart.item-removed 1", "4 cart.item-added 2", "5 cart.item-removed 1");
        assertThat(history.at("/0/data/currency").asString()).isEqualTo("EUR");
        assertThat(history.at("/1/data/unitPrice").toString())
                .isEqualTo("{\"amount\":\"0.50\",\"currency\":\"EUR\"}");
        assertThat(shopper.get("/api/carts/" + cart + "/history?limit=3").json().path("items")).hasSize(4);
        assertThat(shopper.get("/api/carts/" + cart + "?version=3").json().path("version").asLong()).isEqualTo(2);
        assertThat(shopper.get("/api/carts/" + cart + "?version=4").json().path("itemCount").asInt()).isEqualTo(2);
        assertThat(shopper.get("/api/carts/" + cart + "/diff?from=3&to=5").json().path("events")).hasSize(3);
        assertThat(shopper.postJson("/api/carts/" + cart + "/bisect", "{\"condition\":\"'pear' in quantities\"}")
                .json().path("version").asLong()).isEqualTo(4);

        // Commands: the version that is shown is the one to name, and the store's own numbers go on.
        var added = shopper.add(cart, HistoryAcceptance.MUG, 1, "If-Match", "\"5\"");
        assertThat(added.status()).as(added.text()).isEqualTo(200);
        assertThat(added.json().path("version").asLong()).isEqualTo(7);
        assertThat(shopper.checkOut(cart).json().path("version").asLong()).isEqualTo(8);
        assertThat(shopper.get("/api/receipts/" + cart).json().at("/total/amount").asString()).isEqualTo("13.25");

        // The trail has an entry a stored event, and the chain is over what is stored.
        var trail = await().until(() -> operator().get("/api/audit?cartId=" + cart).json().path("items"),
                found -> found.size() == 6);
        assertThat(trail.valueStream().map(OldEventsAcceptance::inShort)).containsExactly("1 cart.cart-created 1",
                "2 cart.item-added 2", "4 cart.item-removed 1", "5 cart.item-removed 1", "7 cart.item-added 2",
                "8 cart.cart-checked-out 1");
        assertThat(operator().post("/api/audit/verify").json().path("ok").asBoolean(false)).isTrue();
    }

    @Test
    @DisplayName("a cart of the prototype goes on from a snapshot, and its views rebuilt are what they were")
    default void snapshotsAndReplaysOldEvents() throws Exception {
        var guest = ShopClient.anonymous(shop()).post("/api/session").json();
        var shopper = ShopClient.with(shop(), "Bearer " + guest.path("token").asString());
        var old = OldCart.of(guest.path("shopperId").asString());
        append(old.events());
        IntStream.range(0, 100).forEach(n -> shopper.add(old.id(), HistoryAcceptance.MUG, 1));
        forgetCachedCarts();

        var bought = shopper.checkOut(old.id());

        assertThat(bought.json().path("version").asLong()).as(bought.text()).isEqualTo(107);
        var view = shopper.cart(old.id(), 107);
        assertThat(view.json().at("/total/amount").asString()).isEqualTo("1250.75");
        var receipt = shopper.get("/api/receipts/" + old.id());
        for (var projection : List.of("cart-summary", "checkout")) {
            assertThat(operator().post("/api/projections/" + projection + "/replay").status()).isEqualTo(202);
            await().until(() -> operator().get("/api/projections/" + projection).json(),
                    now -> now.path("replay").isNull());
        }
        assertThat(shopper.cart(old.id(), 107).text()).isEqualTo(view.text());
        assertThat(shopper.get("/api/receipts/" + old.id()).text()).isEqualTo(receipt.text());
    }

    private static String inShort(JsonNode item) {
        return item.path("version").asLong() + " " + item.path("type").asString() + " "
                + item.path("revision").asString();
    }
}
