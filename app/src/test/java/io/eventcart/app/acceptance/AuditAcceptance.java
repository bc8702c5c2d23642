package io.eventcart.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.app.acceptance.ShopClient.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who did what, and that nobody changed the record; the same for every store. */
interface AuditAcceptance {
    String MUG = "mug-stoneware";

    URI shop();

    private ShopClient operator() {
        return ShopClient.with(shop(), "Basic "
                + Base64.getEncoder().encodeToString("operator:acceptance".getBytes(StandardCharsets.UTF_8)));
    }

    /** The trail of a cart, once it shows so many entries. */
    private List<JsonNode> trail(String cart, int entries) {
        return await().until(() -> items(operator().get("/api/audit?cartId=" + cart)),
                found -> found.size() >= entries);
    }

    private static List<JsonNode> items(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return StreamSupport.stream(answer.json().path("items").spliterator(), false).toList();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    @Test
    @DisplayName("the audit trail says who did what, when, why and from where")
    default void tellsTheStory() {
        var guest = ShopClient.anonymous(shop()).post("/api/session").json();
        var shopper = ShopClient.with(shop(), "Bearer " + text(guest, "token"));
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 2, "X-Request-Id", "complaint-4711");

        var added = trail(cart, 2).get(1);

        assertThat(text(added, "outcome")).isEqualTo("accepted");
        assertThat(text(added, "actor")).isEqualTo("shopper:" + text(guest, "shopperId"));
        assertThat(text(added, "command")).isEqualTo("AddItem");
        assertThat(added.at("/commandFields/quantity").asInt()).isEqualTo(2);
        assertThat(added.at("/commandFields/unitPrice").toString())
                .isEqualTo("{\"amount\":\"12.50\",\"currency\":\"EUR\"}");
        assertThat(text(added, "type")).isEqualTo("cart.item-added");
        assertThat(added.path("version").asInt()).isEqualTo(2);
        assertThat(text(added, "requestId")).isEqualTo("complaint-4711");
        assertThat(text(added, "correlationId")).isEqualTo("complaint-4711");
        assertThat(text(added, "causationId")).isNotEmpty();
        assertThat(text(added, "hash")).matches("[0-9a-f]{64}");
        assertThat(added.path("address").isNull()).isTrue();
        assertThat(added.path("problem").isNull()).isTrue();
    }

    @Test
    @DisplayName("an answer names the request, so that the audit trail can be asked for it")
    default void namesTheRequest() {
        var shopper = ShopClient.guest(shop());
        var created = shopper.post("/api/carts");

        var entry = trail(text(created.json(), "cartId"), 1).getFirst();

        assertThat(created.header("X-Request-Id")).isNotEmpty().isEqualTo(text(entry, "requestId"));
    }

    @Test
    @DisplayName("what was refused stands in the audit trail too, though no event tells of it")
    default void tellsWhatWasRefused() {
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        assertThat(shopper.remove(cart, MUG, "?quantity=3").status()).isEqualTo(409);
        assertThat(ShopClient.guest(shop()).add(cart, MUG, 1).status()).isEqualTo(404);

        var trail = trail(cart, 3);

        assertThat(trail).extracting(entry -> text(entry, "outcome")).containsExactly("accepted", "rejected",
                "rejected");
        var refused = trail.get(1);
        assertThat(text(refused, "command")).isEqualTo("RemoveItem");
        assertThat(refused.at("/commandFields/quantity").asInt()).isEqualTo(3);
        assertThat(text(refused, "problem")).isEqualTo("item-not-in-cart");
        assertThat(text(refused, "message")).isNotEmpty();
        assertThat(refused.path("version").isNull()).isTrue();
        assertThat(text(trail.get(2), "problem")).isEqualTo("cart-not-found");
        assertThat(text(trail.get(2), "actor")).isNotEqualTo(text(refused, "actor")).startsWith("shopper:");
        assertThat(items(operator().get("/api/audit?outcome=rejected&cartId=" + cart))).hasSize(2);
    }

    @Test
    @DisplayName("sixty-four callers racing for one cart are all answered by the rules, all recorded, and in nobody's way")
    default void racingCallers() throws Exception {
        var racing = ShopClient.guest(shop());
        var empty = racing.createCart();
        var other = ShopClient.guest(shop());
        var others = other.createCart();
        try (var callers = Executors.newFixedThreadPool(64)) {
            var calls = IntStream.range(0, 64).mapToObj(n -> callers.submit(() -> racing.checkOut(empty))).toList();
            assertThat(other.add(others, MUG, 1).status()).isEqualTo(200);
            while (!calls.stream().allMatch(Future::isDone)) {
                assertThat(other.cart(others, 1).status()).isEqualTo(200);
            }
            for (var call : calls) {
                assertThat(call.get().status()).as(call.get().text()).isEqualTo(409);
                assertThat(call.get().problem()).isEqualTo("/problems/cart-empty");
            }
        }

        assertThat(trail(empty, 65)).extracting(entry -> text(entry, "outcome")).filteredOn("rejected"::equals)
                .hasSize(64);
    }

    @Test
    @DisplayName("filters narrow the audit trail, each by itself and all together")
    default void filters() {
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);
        shopper.add(cart, MUG, 1);
        var trail = trail(cart, 3);
        var actor = text(trail.getFirst(), "actor");
        var begin = text(trail.getFirst(), "at");

        assertThat(items(operator().get("/api/audit?actor=" + actor))).hasSize(3);
        assertThat(items(operator().get("/api/audit?actor=" + actor + "&type=cart.item-added"))).hasSize(2);
        assertThat(items(operator().get("/api/audit?cartId=" + cart + "&from=" + begin))).hasSize(3);
        assertThat(items(operator().get("/api/audit?cartId=" + cart + "&to=" + begin))).isEmpty();
        assertThat(items(operator().get("/api/audit?cartId=" + cart + "&type=cart.item-added&outcome=rejected")))
                .isEmpty();
        assertThat(items(operator().get("/api/audit?cartId=" + UUID.randomUUID()))).isEmpty();
    }

    @Test
    @DisplayName("pages of the audit trail follow one another without a gap or a double")
    default void pages() {
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);
        shopper.remove(cart, "coffee-espresso-250", "");
        shopper.add(cart, MUG, 1);
        var whole = trail(cart, 4);

        var after = "";
        for (var i = 0; i < 4; i++) {
            var page = operator().get("/api/audit?limit=1&cartId=" + cart + (after.isEmpty() ? "" : "&after=" + after));
            assertThat(items(page)).containsExactly(whole.get(i));
            after = text(page.json(), "next");
        }
        assertThat(after).isEmpty();
    }

    @Test
    @DisplayName("the audit trail comes as CSV and as JSON lines")
    default void comesAsAFile() {
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);
        var trail = trail(cart, 2);

        var csv = operator().get("/api/audit?cartId=" + cart, "Accept", "text/csv");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.text().lines()).hasSize(3).first().asString().startsWith("at,outcome,actor,command,");
        assertThat(csv.text()).contains("cart.item-added");
        var lines = operator().get("/api/audit?limit=1&cartId=" + cart, "Accept", "application/x-ndjson");
        assertThat(lines.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(lines.json()).isEqualTo(trail.getFirst());
        assertThat(lines.text().lines()).hasSize(1);
        assertThat(operator().get("/api/audit", "Accept", "image/png").status()).isEqualTo(406);
    }

    @ParameterizedTest
    @DisplayName("a bad filter is named")
    @CsvSource({"actor, anna", "actor, shopper:1", "type, ItemAdded", "outcome, maybe", "from, yesterday", "to, 2026",
            "cartId, 1", "limit, 0", "limit, 1001", "limit, many", "after, x", "actr, operator"})
    default void namesBadFilters(String field, String value) {
        for (var accept : List.of("application/json", "text/csv")) {
            if (!value.equals("1001") || accept.equals("application/json")) {
                var refused = operator().get("/api/audit?" + field + "=" + value, "Accept", accept);
                assertThat(refused.status()).as(refused.text()).isEqualTo(400);
                assertThat(refused.problem()).isEqualTo("/problems/invalid-request");
                assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(field);
            }
        }
    }

    @Test
    @DisplayName("a range that ends before it begins is refused")
    default void refusesReversedRanges() {
        var refused = operator().get("/api/audit?from=2026-11-24T12:00:00Z&to=2026-11-24T11:00:00Z");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("to");
        assertThat(operator().get("/api/audit?from=2026-11-24T12:00:00Z&to=2026-11-24T12:00:00Z").status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("a store that nobody has touched passes")
    default void verifies() {
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);
        trail(cart, 2);

        var verdict = operator().post("/api/audit/verify");

        assertThat(verdict.status()).isEqualTo(200);
        assertThat(verdict.json().path("ok").asBoolean()).as(verdict.text()).isTrue();
        assertThat(verdict.json().path("firstBroken").isNull()).isTrue();
        assertThat(verdict.json().path("events").asLong()).isGreaterThanOrEqualTo(2);
        assertThat(verdict.json().path("unchained").asLong()).isZero();
        assertThat(operator().get("/api/audit/verify").json().path("running").asBoolean(true)).isFalse();
    }

    @Test
    @DisplayName("what was personal is shown as erased once it is, and the chain holds")
    default void showsWhatWasErased() {
        var guest = ShopClient.anonymous(shop()).post("/api/session").json();
        var shopper = ShopClient.with(shop(), "Bearer " + text(guest, "token"));
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);
        assertThat(shopper
                .postJson("/api/carts/" + cart + "/checkout",
                        """
                                {"deliverTo": {"name": "Anna Adler", "email": "anna@example.org", "street": "Am Wall 1", "city": "Bremen",
                                  "postcode": "28195", "country": "DE"}}""")
                .status()).isEqualTo(200);
        assertThat(trail(cart, 3).get(2).at("/commandFields/deliverTo/city").asString("")).isEqualTo("Bremen");

        assertThat(operator().send("DELETE", "/api/shoppers/" + text(guest, "shopperId"), "").status()).isEqualTo(200);

        assertThat(trail(cart, 3).get(2).at("/commandFields/deliverTo").toString()).isEqualTo("{\"erased\":true}");
        assertThat(operator().post("/api/audit/verify").json().path("ok").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("the audit trail is the operator's alone")
    default void isTheOperators() {
        var shopper = ShopClient.guest(shop());

        assertThat(shopper.get("/api/audit").status()).isEqualTo(403);
        assertThat(shopper.post("/api/audit/verify").status()).isEqualTo(403);
        assertThat(ShopClient.anonymous(shop()).get("/api/audit").status()).isEqualTo(401);
    }
}
