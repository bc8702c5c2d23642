package io.eventcart.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The events of all streams, as other systems follow them. */
interface FeedAcceptance {
    String MUG = "mug-stoneware";

    URI shop();

    private ShopClient operator() {
        return ShopClient.with(shop(), "Basic "
                + Base64.getEncoder().encodeToString("operator:acceptance".getBytes(StandardCharsets.UTF_8)));
    }

    private ShopClient newShopper() {
        return ShopClient.with(shop(), "Bearer "
                + ShopClient.anonymous(shop()).post("/api/session").json().path("token").asString());
    }

    private long head() {
        return operator().get("/api/events?limit=1").json().path("head").asLong();
    }

    private static List<JsonNode> items(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false).toList();
    }

    @Test
    @DisplayName("the feed shows what happened in its order, with who did it and why")
    default void showsTheFeed() {
        var before = head();
        var shopper = newShopper();
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 2, "X-Request-Id", "feed-4711");

        var page = await().until(() -> operator().get("/api/events?after=" + before).json(),
                found -> items(found).stream().filter(event -> event.path("stream").asString().equals(cart))
                        .count() == 2);

        var added = items(page).stream().filter(event -> event.path("stream").asString().equals(cart)).toList()
                .getLast();
        assertThat(added.propertyNames()).containsExactly("position", "type", "revision", "at", "stream", "version",
                "actor", "correlationId", "causationId", "appVersion", "data");
        assertThat(added.path("type").asString()).isEqualTo("cart.item-added");
        assertThat(added.path("version").asLong()).isEqualTo(2);
        assertThat(added.path("actor").asString()).startsWith("shopper:");
        assertThat(added.path("correlationId").asString()).isEqualTo("feed-4711");
        assertThat(added.at("/data/quantity").asInt()).isEqualTo(2);
        assertThat(page.path("next").asLong()).isEqualTo(items(page).getLast().path("position").asLong());
    }

    @Test
    @DisplayName("the feed's parts follow each other without a gap or a repeat, of the types that are asked for")
    default void pagesTheFeed() {
        var before = head();
        var shopper = newShopper();
        var carts = IntStream.range(0, 5).mapToObj(n -> shopper.createCart()).toList();
        carts.forEach(cart -> shopper.add(cart, MUG, 1));
        await().until(() -> items(operator().get("/api/events?limit=1000&after=" + before).json()),
                all -> all.stream().filter(event -> carts.contains(event.path("stream").asString())).count() == 10);

        var streams = new ArrayList<String>();
        for (var after = before; after < head();) {
            var page = operator().get("/api/events?types=cart.item-added&limit=2&after=" + after).json();
            items(page).forEach(event -> streams.add(event.path("stream").asString()));
            after = page.path("next").asLong();
        }

        assertThat(streams).filteredOn(carts::contains).containsExactlyElementsOf(carts);
    }

    @Test
    @DisplayName("the feed is to be had as a batch of CloudEvents, with the next part in a header")
    default void isABatchOfCloudEvents() {
        var before = head();
        var cart = newShopper().createCart();
        await().until(this::head, head -> head > before);

        var answer = operator().get("/api/events?limit=1&types=cart.cart-created&after=" + before, "Accept",
                "application/cloudevents-batch+json");

        assertThat(answer.header("Content-Type")).startsWith("application/cloudevents-batch+json");
        var event = answer.json().get(0);
        assertThat(event.path("specversion").asString()).isEqualTo("1.0");
        assertThat(event.path("type").asString()).isEqualTo("cart.cart-created");
        assertThat(event.path("subject").asString()).isEqualTo(cart);
        assertThat(event.path("source").asString()).isEqualTo("/eventcart");
        assertThat(event.path("id").asString()).isNotEmpty();
        assertThat(event.at("/data/cartId").asString()).isEqualTo(cart);
        assertThat(answer.header("Link")).isEqualTo("</api/events?after=" + event.path("position").asString()
                + "&limit=1&types=cart.cart-created>; rel=\"next\"");
    }

    @Test
    @DisplayName("a follower sees what parallel shoppers do as it happens, and after a break goes on without a gap or a repeat")
    default void followsTheFeed() throws Exception {
        var before = head();
        var shoppers = IntStream.range(0, 4).mapToObj(n -> newShopper()).toList();
        var first = shoppers.getFirst();
        var opened = first.createCart();

        var followed = new ArrayList<Map.Entry<String, JsonNode>>();
        try (var threads = Executors.newFixedThreadPool(shoppers.size())) {
            followed.addAll(operator().events("/api/events?after=" + before, 41, () -> {
                for (var shopper : shoppers) {
                    threads.submit(() -> {
                        for (var n = 0; n < 10; n++) {
                            shopper.add(shopper.createCart(), MUG, 1);
                        }
                    });
                }
            }));
        }
        followed.addAll(operator().events("/api/events", 40, () -> {}, "Last-Event-ID",
                followed.getLast().getKey()));

        assertThat(followed.getFirst().getValue().path("stream").asString()).isEqualTo(opened);
        assertThat(followed).extracting(event -> Long.valueOf(event.getKey())).isSorted().doesNotHaveDuplicates();
        assertThat(followed).extracting(event -> event.getValue().toString()).containsExactlyElementsOf(
                items(operator().get("/api/events?limit=1000&after=" + before).json()).stream().limit(81)
                        .map(JsonNode::toString).toList());
        var versions = followed.stream().map(Map.Entry::getValue)
                .filter(event -> event.path("type").asString().startsWith("cart."))
                .filter(event -> event.path("version").asInt() == 2).count();
        assertThat(versions).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=-1", "after=x", "limit=0", "limit=1001", "types="})
    @DisplayName("the feed names a parameter that will not do")
    default void namesBadFeedParameters(String query) {
        var answer = operator().get("/api/events?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(query.substring(0, query.indexOf('=')));
    }
}
