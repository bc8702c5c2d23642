package io.eventcart.bench.crudcart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules that both sides of the comparison keep. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class CrudCartTest {
    @TempDir
    static Path folder;

    @Autowired
    Environment environment;
    @Autowired
    CartService carts;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private String token = "";
    private String cart = "";

    @DynamicPropertySource
    static void switches(DynamicPropertyRegistry registry) throws IOException {
        var catalogue = Files.writeString(folder.resolve("catalogue.csv"), """
                product_id,name,price,currency
                mug,Stoneware mug,12.50,EUR
                """);
        registry.add("cart.data-dir", folder::toString);
        registry.add("cart.catalogue", catalogue::toString);
    }

    @BeforeEach
    void aShopperOpensACart() throws Exception {
        token = body(call("POST", "/api/session", "")).path("token").asString();
        cart = "/api/carts/" + body(call("POST", "/api/carts", "")).path("cartId").asString();
    }

    @Test
    void whatIsAddedIsShownAtTheShopsPriceAndEachChangeRaisesTheVersion() throws Exception {
        add("mug", 2);
        assertThat(body(add("mug", 1)).path("version").asInt()).isEqualTo(3);

        var view = body(call("GET", cart, ""));

        assertThat(view.at("/lines/0/quantity").asInt()).isEqualTo(3);
        assertThat(view.at("/lines/0/name").asString()).isEqualTo("Stoneware mug");
        assertThat(view.at("/total/amount").asString()).isEqualTo("37.50");
        assertThat(view.path("version").asInt()).isEqualTo(3);
    }

    @Test
    void noTokenNoCart() throws Exception {
        token = "forged";
        assertThat(call("GET", cart, "").statusCode()).isEqualTo(401);
    }

    @Test
    void anotherShoppersCartIsNotThere() throws Exception {
        token = body(call("POST", "/api/session", "")).path("token").asString();
        refused(call("GET", cart, ""), 404, "cart-not-found");
    }

    @Test
    void anUnknownProductAndABadQuantityAreRefused() throws Exception {
        refused(add("sofa", 1), 404, "product-not-found");
        assertThat(add("mug", 0).statusCode()).isEqualTo(400);
        assertThat(add("mug", 1000).statusCode()).isEqualTo(400);
    }

    @Test
    void aCartTakes999OfAProductAndNotOneMore() throws Exception {
        add("mug", 999);
        refused(add("mug", 1), 409, "cart-full");
    }

    @Test
    void onlyWhatIsInTheCartCanBeTakenOut() throws Exception {
        add("mug", 2);
        refused(call("DELETE", cart + "/items/mug?quantity=3", ""), 409, "item-not-in-cart");
        assertThat(call("DELETE", cart + "/items/mug", "").statusCode()).isEqualTo(200);
        refused(call("DELETE", cart + "/items/mug", ""), 409, "item-not-in-cart");
    }

    @Test
    void anEmptyCartIsNotCheckedOutAndACheckedOutOneIsNotChanged() throws Exception {
        refused(call("POST", cart + "/checkout", ""), 409, "cart-empty");
        add("mug", 2);
        assertThat(body(call("POST", cart + "/checkout", "")).at("/total/amount").asString()).isEqualTo("25.00");
        refused(add("mug", 1), 409, "cart-checked-out");
        refused(call("POST", cart + "/checkout", ""), 409, "cart-checked-out");
    }

    @Test
    void racingAdditionsToOneCartAreAllKept() {
        var shopper = UUID.randomUUID();
        var cartId = carts.create(shopper).cartId();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var i = 0; i < 40; i++) {
                threads.execute(() -> carts.add(shopper, cartId, "mug", 1));
            }
        }
        assertThat(carts.view(shopper, cartId).itemCount()).isEqualTo(40);
        assertThat(carts.view(shopper, cartId).version()).isEqualTo(41);
    }

    private HttpResponse<String> add(String product, int quantity) throws Exception {
        return call("POST", cart + "/items", "{\"productId\": \"" + product + "\", \"quantity\": " + quantity + "}");
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        var request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port") + path))
                .method(method, BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode body(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }

    private void refused(HttpResponse<String> answer, int status, String kind) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(body(answer).path("type").asString()).isEqualTo("/problems/" + kind);
    }
}
