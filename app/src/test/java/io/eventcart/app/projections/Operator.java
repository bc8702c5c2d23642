package io.eventcart.app.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.acceptance.ShopClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Whoever looks after the projections, over HTTP. */
public record Operator(ShopClient client) {
    private static final Duration LONGEST_REBUILD = Duration.ofMinutes(2);

    public static Operator of(URI shop, String password) {
        return new Operator(ShopClient.with(shop, "Basic "
                + Base64.getEncoder().encodeToString(("operator:" + password).getBytes(StandardCharsets.UTF_8))));
    }

    public JsonNode projection(String name) {
        return client.get("/api/projections/" + name).json();
    }

    public ShopClient.Answer ask(String name, String what) {
        return client.post("/api/projections/" + name + "/" + what);
    }

    public void replay(String name) {
        var answer = ask(name, "replay");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/api/projections/" + name);
    }

    public JsonNode await(String name, Predicate<JsonNode> reached) {
        return org.awaitility.Awaitility.await(name).atMost(LONGEST_REBUILD)
                .until(() -> projection(name), reached);
    }

    public JsonNode awaitSwitchOver(String name) {
        return await(name, now -> now.path("replay").isNull());
    }
}
