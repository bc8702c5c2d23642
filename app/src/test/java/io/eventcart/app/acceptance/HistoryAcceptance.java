package io.eventcart.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.acceptance.CartAcceptance.Stored;
import io.eventcart.app.acceptance.ShopClient.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The contract of a cart's history; part of {@link CartAcceptance}, and so the same for every store. */
interface HistoryAcceptance {
    String MUG = "mug-stoneware";
    String COFFEE = "coffee-espresso-250";

    URI shop();

    List<Stored> stored(String cart) throws Exception;

    private ShopClient operator() {
        return ShopClient.with(shop(), "Basic "
                + Base64.getEncoder().encodeToString("operator:acceptance".getBytes(StandardCharsets.UTF_8)));
    }

    private static Answer bisect(ShopClient who, String cart, String condition) {
        return who.postJson("/api/carts/" + cart + "/bisect", "{\"condition\":\"" + condition.replace("\\", "\\\\")
                .replace("\"", "\\\"") + "\"}");
    }

    /** Versions 1 to 5: created; 3 mugs; 1 coffee; 2 mugs less; bought. EUR 0, 37.50, 45.40, 20.40, 20.40. */
    private static String bought(ShopClient shopper) {
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 3);
        shopper.add(cart, COFFEE, 1);
        shopper.remove(cart, MUG, "?quantity=2");
        assertThat(shopper.checkOut(cart).status()).isEqualTo(200);
        return cart;
    }

    @Test
    @DisplayName("a cart's history tells every event with who, how and why, in parts, to its owner and the operator")
    default void tellsTheHistory() {
        var shopper = ShopClient.guest(shop());
        var cart = bought(shopper);

        var page = shopper.get("/api/carts/" + cart + "/history?limit=2").json();

        assertThat(page.path("next").asString()).isEqualTo("2");
        var added = page.at("/items/1");
        assertThat(added.path("version").asLong()).isEqualTo(2);
        assertThat(added.path("type").asString()).isEqualTo("cart.item-added");
        assertThat(added.path("revision").asString()).isEqualTo("2");
        assertThat(added.path("actor").asString()).startsWith("shopper:");
        assertThat(added.path("command").asString()).isEqualTo("AddItem");
        assertThat(added.path("correlationId").asString()).isNotEmpty();
        assertThat(added.path("causationId").asString()).isNotEmpty();
        assertThat(added.path("appVersion").asString()).isNotEmpty();
        assertThat(added.at("/data/quantity").asInt()).isEqualTo(3);
        assertThat(added.at("/data/unitPrice").toString()).isEqualTo("{\"amount\":\"12.50\",\"currency\":\"EUR\"}");
        var rest = shopper.get("/api/carts/" + cart + "/history?limit=3&after=2").json();
        assertThat(rest.path("items").valueStream().map(item -> item.path("type").asString()))
                .containsExactly("cart.item-added", "cart.item-removed", "cart.cart-checked-out");
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(operator().get("/api/carts/" + cart + "/history").json().path("items")).hasSize(5);
    }

    @Test
    @DisplayName("a cart at a version or an instant is what was shown then")
    default void showsThePast() {
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        var shown = new ArrayList<JsonNode>(List.of(shopper.cart(cart, 1).json()));
        for (var product : List.of(MUG, COFFEE, MUG)) {
            shown.add(shopper.cart(cart, shopper.add(cart, product, 2).json().path("version").asLong()).json());
        }

        for (var view : shown) {
            var version = view.path("version").asString();
            var past = shopper.get("/api/carts/" + cart + "?version=" + version);
            assertThat(past.json()).isEqualTo(view);
            assertThat(past.header("ETag")).isEqualTo("\"" + version + "\"");
            assertThat(operator().get("/api/carts/" + cart + "?at=" + view.path("updatedAt").asString()).json()
                    .path("version").asLong()).isGreaterThanOrEqualTo(view.path("version").asLong());
        }
        var born = Instant.parse(shown.getFirst().path("createdAt").asString());
        assertThat(shopper.get("/api/carts/" + cart + "?at=2999-01-01T00:00:00Z").json()).isEqualTo(shown.getLast());
        assertThat(shopper.get("/api/carts/" + cart + "?at=" + born.minusMillis(1)).problem())
                .isEqualTo("/problems/no-such-version");
    }

    @Test
    @DisplayName("a version far back in a long cart is found past its snapshots")
    default void showsTheFarPast() {
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        IntStream.range(0, 110).forEach(i -> shopper.add(cart, MUG, 1));

        for (var version : List.of(2, 99, 100, 101, 111)) {
            assertThat(shopper.get("/api/carts/" + cart + "?version=" + version).json().path("itemCount").asInt())
                    .isEqualTo(version - 1);
        }
    }

    @ParameterizedTest(name = "{0} is answered {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            ?version=0                           | 404 | no-such-version
            ?version=-1                          | 400 | invalid-request
            ?version=6                           | 404 | no-such-version
            ?version=x                           | 400 | invalid-request
            ?version=                            | 400 | invalid-request
            ?version=99999999999999999999        | 400 | invalid-request
            ?version=1&at=2999-01-01T00:00:00Z   | 400 | invalid-request
            ?at=2000-01-01T00:00:00Z             | 404 | no-such-version
            ?at=yesterday                        | 400 | invalid-request
            ?at=                                 | 400 | invalid-request
            /diff?from=3&to=2                    | 400 | invalid-request
            /diff?from=0&to=2                    | 404 | no-such-version
            /diff?from=1&to=9                    | 404 | no-such-version
            /diff?from=1                         | 400 | invalid-request
            /diff?from=x&to=2                    | 400 | invalid-request
            /history?limit=0                     | 400 | invalid-request
            /history?limit=101                   | 400 | invalid-request
            /history?after=-1                    | 400 | invalid-request
            /history?after=x                     | 400 | invalid-request
            """)
    @DisplayName("a past that is not there, or can't be meant, is clearly refused")
    default void refusesNoPast(String query, int status, String kind) {
        var shopper = ShopClient.guest(shop());
        var refused = shopper.get("/api/carts/" + bought(shopper) + query);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.problem()).isEqualTo("/problems/" + kind);
        if (status == 400) {
            assertThat(refused.json().at("/errors/0/message").asString()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("the difference of two versions tells lines, totals, status and the events between")
    default void tellsDifferences() {
        var shopper = ShopClient.guest(shop());
        var cart = bought(shopper);

        var diff = shopper.get("/api/carts/" + cart + "/diff?from=2&to=5").json();

        assertThat(diff.at("/added/0/productId").asString()).isEqualTo(COFFEE);
        assertThat(diff.path("removed")).isEmpty();
        assertThat(diff.at("/changed/0/before/quantity").asInt()).isEqualTo(3);
        assertThat(diff.at("/changed/0/after/quantity").asInt()).isEqualTo(1);
        assertThat(diff.at("/before/total/amount").asString()).isEqualTo("37.50");
        assertThat(diff.at("/after/total/amount").asString()).isEqualTo("20.40");
        assertThat(diff.at("/before/status").asString()).isEqualTo("OPEN");
        assertThat(diff.at("/after/status").asString()).isEqualTo("CHECKED_OUT");
        assertThat(diff.path("events").valueStream().map(event -> event.path("version").asLong()))
                .containsExactly(3L, 4L, 5L);
        assertThat(shopper.get("/api/carts/" + cart + "/diff?from=4&to=4").json().path("events")).isEmpty();
    }

    @Test
    @DisplayName("a bisection finds the event that made a condition true, with the states before and after")
    default void bisects() {
        var shopper = ShopClient.guest(shop());
        var cart = bought(shopper);

        var found = bisect(shopper, cart, "total.amount < 30 && itemCount > 0");

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json().path("version").asLong()).isEqualTo(4);
        assertThat(found.json().at("/event/type").asString()).isEqualTo("cart.item-removed");
        assertThat(found.json().at("/before/total/amount").asString()).isEqualTo("45.40");
        assertThat(found.json().at("/after/total/amount").asString()).isEqualTo("20.40");
        assertThat(bisect(operator(), cart, "status == \"CHECKED_OUT\"").json().path("version").asLong()).isEqualTo(5);
        assertThat(bisect(shopper, cart, "itemCount < 1000").problem()).isEqualTo("/problems/condition-holds-at-start");
        assertThat(bisect(shopper, cart, "total.amount > 40").problem())
                .isEqualTo("/problems/condition-not-met-at-end");
        assertThat(bisect(shopper, cart, "total.amount > 40").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"totl.amount > 1", "total.amount >", "'a'.matches('(a+)+$')", "T(java.lang.Runtime)",
            "lines.exists(l, true)", "lines.map(l, lines.map(m, lines.map(n, n))) == []", "int == int", "itemCount",
            "\\u0000",
            "''.getClass().forName('java.lang.Runtime')"})
    @DisplayName("a bad or hostile condition is refused at its column")
    @Timeout(10)
    default void refusesBadConditions(String condition) {
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();

        for (var refused : List.of(bisect(shopper, cart, condition),
                operator().postJson("/api/audit/bisect",
                        "{\"condition\":\"" + condition.replace("\\", "\\\\") + "\"}"))) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.problem()).isEqualTo("/problems/invalid-request");
            assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("condition");
            assertThat(refused.json().at("/errors/0/column").asInt()).isPositive();
            assertThat(refused.text()).doesNotContain("Exception", "dev.cel");
        }
    }

    @Test
    @DisplayName("an enormous or endlessly nested condition is refused at once")
    @Timeout(10)
    default void refusesEnormousConditions() {
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();

        for (var condition : List.of("true || ".repeat(5_000) + "true", "(".repeat(30_000), "!(".repeat(499), "")) {
            var refused = bisect(shopper, cart, condition);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("condition");
        }
        assertThat(shopper.postJson("/api/carts/" + cart + "/bisect", "{}").json().at("/errors/0/field").asString())
                .isEqualTo("condition");
    }

    @Test
    @DisplayName("over many carts, what first made a condition true is counted by event, app version and command")
    default void bisectsManyCarts() {
        var shopper = ShopClient.guest(shop());
        var before = Instant.now();
        var carts = List.of(bought(shopper), bought(shopper));
        // Nobody else here buys three mugs and a coffee.
        var condition = "{\"condition\":\"total.amount == 45.4 && itemCount == 4\",\"filter\":%s}";

        var found = operator().postJson("/api/audit/bisect",
                condition.formatted("{\"from\":\"" + before + "\",\"type\":\"cart.item-added\"}")).json();

        assertThat(found.path("items")).hasSize(1);
        assertThat(found.at("/items/0/carts").asInt()).isEqualTo(2);
        assertThat(found.at("/items/0/command").asString()).isEqualTo("AddItem");
        assertThat(found.at("/items/0/appVersion").asString()).isNotEmpty();
        assertThat(found.at("/items/0/example/cartId").asString()).isIn(carts);
        assertThat(found.at("/items/0/example/version").asLong()).isEqualTo(3);
        assertThat(found.path("complete").asBoolean()).isTrue();
        assertThat(found.path("examined").asLong()).isGreaterThanOrEqualTo(2);
        var one = operator().postJson("/api/audit/bisect",
                condition.formatted("{\"cartId\":\"" + carts.getFirst() + "\"}")).json();
        assertThat(one.path("turned").asInt()).isEqualTo(1);
        assertThat(operator().postJson("/api/audit/bisect", condition.formatted(
                "{\"cartId\":\"" + carts.getFirst() + "\",\"to\":\"" + before + "\"}")).json().path("items")).isEmpty();
        assertThat(operator().postJson("/api/audit/bisect", condition.formatted("{\"nonsense\":1}")).status())
                .isEqualTo(400);
        assertThat(shopper.postJson("/api/audit/bisect", condition.formatted("{}")).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("another shopper's past is not there, for any call")
    default void hidesOthersPasts() {
        var cart = bought(ShopClient.guest(shop()));
        var other = ShopClient.guest(shop());

        assertThat(List.of(other.get("/api/carts/" + cart + "/history"), other.get("/api/carts/" + cart + "?version=1"),
                other.get("/api/carts/" + cart + "?at=2999-01-01T00:00:00Z"),
                other.get("/api/carts/" + cart + "/diff?from=1&to=2"), bisect(other, cart, "itemCount > 1"),
                operator().get("/api/carts/7b0c0f5e-9d3f-4c5e-8a53-0f3a5c1f9f10/history")))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(404);
                    assertThat(answer.problem()).isEqualTo("/problems/cart-not-found");
                });
    }

    @Test
    @DisplayName("the history shows an address to its owner, and that it was erased once it is forgotten")
    default void showsWhatIsErased() {
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);
        shopper.postJson("/api/carts/" + cart + "/checkout", """
                {"deliverTo": {"name": "A. Sample", "email": "a@example.org", "street": "1 Way", "city": "Ulm",
                "postcode": "89073", "country": "DE"}}""");
        var history = "/api/carts/" + cart + "/history?after=2";
        var event = shopper.get(history).json();
        assertThat(event.at("/items/0/data/deliverTo/city").asString()).isEqualTo("Ulm");

        operator().send("DELETE", "/api/shoppers/" + event.at("/items/0/data/shopperId").asString(), "");

        assertThat(operator().get(history).json().at("/items/0/data/deliverTo").toString())
                .isEqualTo("{\"erased\":true}");
        assertThat(operator().get("/api/carts/" + cart + "/diff?from=1&to=3").text()).contains("{\"erased\":true}");
    }

    @Test
    @DisplayName("every stored event bears the version of the app that wrote it")
    default void storesTheAppVersion() throws Exception {
        var cart = bought(ShopClient.guest(shop()));

        assertThat(stored(cart)).hasSize(5)
                .allSatisfy(event -> assertThat(event.metaData()).contains("appVersion"));
    }
}
