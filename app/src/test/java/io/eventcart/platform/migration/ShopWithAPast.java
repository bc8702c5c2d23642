package io.eventcart.platform.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.app.acceptance.ShopClient;
import io.eventcart.app.acceptance.ShopClient.Answer;
import io.eventcart.platform.testkit.RawStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What people did in a shop, and what they find again wherever it has moved. */
final class ShopWithAPast {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String MUG = "mug-stoneware";
    private static final int MORE_THAN_A_SNAPSHOT_COVERS = 103;
    private static final String ADDRESS = """
            {"deliverTo":{"name":"NAME","email":"x@example.org","street":"Weg 1","city":"Ulm","postcode":"89073",\
            "country":"DE"}}""";

    private ShopClient anna;
    private ShopClient ben;
    private ShopClient cleo;
    private ShopClient operator;
    private final String annas;
    private final String bens;
    private final String cleos;
    private final Map<String, JsonNode> seen = new LinkedHashMap<>();
    private long version;

    /** Fills an embedded store, past the app too, as a prototype may have left it. */
    ShopWithAPast(URI shop, JdbcClient database) {
        operator = ShopClient.with(shop, "Basic "
                + Base64.getEncoder().encodeToString("operator:secret".getBytes(StandardCharsets.UTF_8)));
        SomeEvents.ofThePrototype().list().forEach(event -> RawStore.append(database, event));
        anna = ShopClient.guest(shop);
        ben = ShopClient.guest(shop);
        var session = ShopClient.anonymous(shop).post("/api/session").json();
        cleo = ShopClient.with(shop, "Bearer " + session.path("token").asString());
        annas = anna.createCart();
        bens = buy(ben, "Ben Bauer");
        cleos = buy(cleo, "Cleo Clausen");
        for (version = 1; version < MORE_THAN_A_SNAPSHOT_COVERS; version++) {
            assertThat(anna.add(annas, MUG, 1).status()).isEqualTo(200);
        }
        await().atMost(PATIENCE).until(() -> count(database, "snapshot_event") > 0);
        assertThat(operator.send("DELETE", "/api/shoppers/" + session.path("shopperId").asString(), "").status())
                .isEqualTo(200);
        assertThat(anna.remove(annas, "teapot-iron", "").status()).isEqualTo(409);
        await().atMost(PATIENCE).until(() -> count(database, "seal") > 2);
        database.sql("ALTER TABLE domain_event ALTER COLUMN global_index RESTART WITH "
                + (count(database, "domain_event") + 20)).update(); // as if appends had failed
        goOn();
    }

    private static long count(JdbcClient database, String table) {
        return database.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    private static String buy(ShopClient shopper, String name) {
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);
        assertThat(shopper.postJson("/api/carts/" + cart + "/checkout", ADDRESS.replace("NAME", name)).status())
                .isEqualTo(200);
        return cart;
    }

    void movedTo(URI shop) {
        anna = anna.at(shop);
        ben = ben.at(shop);
        cleo = cleo.at(shop);
        operator = operator.at(shop);
    }

    /** Anna adds to her cart, with an idempotency key; what people see then is remembered. */
    void goOn() {
        var added = addOnce();
        assertThat(added.status()).as(added.text()).isEqualTo(200);
        version++;
        assertThat(added.json().path("version").asLong()).isEqualTo(version);
        seen.clear();
        seen.put("anna's cart", view());
        seen.put("anna's carts", await().atMost(PATIENCE).until(() -> anna.get("/api/carts").json(),
                carts -> carts.path("items").size() == 1));
        seen.put("anna's history", history(annas));
        seen.put("the prototype's cart", history(SomeEvents.id("a").toString()));
        seen.put("ben's receipt", receipt(ben, bens));
        seen.put("cleo's receipt", receipt(cleo, cleos));
        seen.put("refused", operator.get("/api/audit?outcome=rejected").json());
        seen.put("the trail", await().atMost(PATIENCE).until(() -> trail(), found -> found.size() > version));
        seen.put("the repeat", added.json());
    }

    private JsonNode saw(String what) {
        return Objects.requireNonNull(seen.get(what), what);
    }

    /** Always the same call at the same version of the cart. */
    private Answer addOnce() {
        return anna.add(annas, "coffee-espresso-250", 1, "Idempotency-Key", "at version " + version);
    }

    private JsonNode view() {
        return await().atMost(PATIENCE).until(() -> anna.cart(annas, version), answer -> answer.status() == 200).json();
    }

    private JsonNode history(String cart) {
        var answer = operator.get("/api/carts/" + cart + "/history?limit=100");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode trail() {
        return operator.get("/api/audit?cartId=" + annas + "&limit=1000").json().path("items");
    }

    private static JsonNode receipt(ShopClient shopper, String cart) {
        return await().atMost(PATIENCE).until(() -> shopper.get("/api/receipts/" + cart),
                answer -> answer.status() == 200).json();
    }

    /** @param isAsStored whether the events are those that were stored, and not their newest forms */
    void assertIsThere(boolean isAsStored) {
        assertThat(view()).isEqualTo(seen.get("anna's cart"));
        assertThat(anna.get("/api/carts").json()).isEqualTo(seen.get("anna's carts"));
        assertThat(receipt(ben, bens)).isEqualTo(seen.get("ben's receipt"));
        assertThat(receipt(ben, bens).toString()).contains("Ben Bauer");
        assertThat(receipt(cleo, cleos)).isEqualTo(seen.get("cleo's receipt"));
        assertThat(receipt(cleo, cleos).at("/deliverTo/erased").asBoolean()).isTrue();
        assertThat(operator.get("/api/audit?outcome=rejected").json()).isEqualTo(seen.get("refused"));
        assertThat(saw("refused").path("items")).hasSize(1);

        version--;
        assertThat(addOnce().json()).isEqualTo(seen.get("the repeat"));
        version++;
        assertThat(view().path("version").asLong()).isEqualTo(version);

        assertThat(await().atMost(PATIENCE).until(() -> trail().size(), size -> size > version)).isEqualTo(
                saw("the trail").size());
        if (isAsStored) {
            assertThat(history(annas)).isEqualTo(seen.get("anna's history"));
            assertThat(history(SomeEvents.id("a").toString())).isEqualTo(seen.get("the prototype's cart"));
            assertThat(trail()).isEqualTo(seen.get("the trail"));
        }
        var verdict = operator.post("/api/audit/verify").json();
        assertThat(verdict.path("ok").asBoolean()).as(verdict.toString()).isTrue();
        assertThat(verdict.path("unchained").asLong()).isZero();
        assertThat(verdict.path("sealed").asLong()).as(verdict.toString()).isGreaterThan(isAsStored ? 60 : -1);
    }
}
