package io.eventcart.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.acceptance.ShopClient;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bodies that come a piece at a time. */
public interface SlowBodyAcceptance {
    String JSON = "Content-Type: application/json";
    String FORM = "Content-Type: application/x-www-form-urlencoded";
    String BODY = "{\"productId\":\"mug-stoneware\",\"quantity\":1}";
    int MORE_THAN_THE_SERVER_HAS_THREADS = 260;

    URI shop();

    /** @return how often the filters behind have seen a request since the last call */
    int filtered();

    @Test
    @DisplayName("more slow bodies than the server has threads keep nobody else waiting, and each is told in the end that it was too slow")
    default void waitsForNoBody() throws Exception {
        var slow = new ArrayList<RawConnection>();
        try {
            for (var i = 0; i < MORE_THAN_THE_SERVER_HAS_THREADS; i++) {
                slow.add(new RawConnection(shop())
                        .head("POST /api/carts HTTP/1.1", i % 3 == 0 ? FORM : JSON,
                                "Content-Length: " + (i % 2 == 0 ? 1000 : 70_000))
                        .send("{"));
            }
            assertThat(ShopClient.anonymous(shop()).get("/actuator/health").status()).isEqualTo(200);

            for (var connection : slow) {
                assertThat(connection.answer()).startsWith("HTTP/1.1 408 ").containsIgnoringCase("Connection: close")
                        .contains("/problems/request-timeout", "\"requestId\":").containsIgnoringCase("X-Request-Id: ");
            }
        } finally {
            for (var connection : slow) {
                connection.close();
            }
        }
    }

    @Test
    @DisplayName("a body that comes in pieces is taken like any other, once, also in chunks")
    default void takesASlowBody() throws Exception {
        var shopper = ShopClient.guest(shop());
        var cart = shopper.createCart();
        filtered();

        assertThat(slowly(shopper.authorization(), cart)).startsWith("HTTP/1.1 200 ");
        assertThat(filtered()).isEqualTo(1);
        assertThat(inChunks(shopper.authorization(), cart)).startsWith("HTTP/1.1 200 ");
        assertThat(filtered()).isEqualTo(1);

        assertThat(shopper.cart(cart, 3).json().path("itemCount").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("who sends slowly is asked who they are like anybody else")
    default void guardsSlowCalls() throws Exception {
        var cart = ShopClient.guest(shop()).createCart();

        assertThat(slowly("Bearer none", cart)).startsWith("HTTP/1.1 401 ");
        assertThat(inChunks("Bearer none", cart)).startsWith("HTTP/1.1 401 ");
        assertThat(slowly(ShopClient.guest(shop()).authorization(), cart)).startsWith("HTTP/1.1 404 ")
                .contains("/problems/cart-not-found");
    }

    @Test
    @DisplayName("a slow body may be too large too, and an address that leads nowhere stays one")
    default void refusesSlowCalls() throws Exception {
        var guest = ShopClient.guest(shop()).authorization();
        try (var tooLarge = new RawConnection(shop())) {
            tooLarge.head("POST /api/carts HTTP/1.1", JSON, "Transfer-Encoding: chunked");
            for (var i = 0; i < 17; i++) {
                tooLarge.send("1000\r\n" + "x".repeat(4096) + "\r\n");
            }
            assertThat(tooLarge.send("0\r\n\r\n").answer()).startsWith("HTTP/1.1 413 ");
        }
        try (var huge = new RawConnection(shop())) {
            assertThat(huge.head("POST /api/carts HTTP/1.1", JSON, "Content-Length: 9000000").send("{").answer())
                    .startsWith("HTTP/1.1 413 ");
        }
        assertThat(slowlyTo("POST /api/nothing/a%20b HTTP/1.1", guest)).startsWith("HTTP/1.1 404 ");
        assertThat(slowlyTo("POST /api/carts/a%2Fb HTTP/1.1", guest)).startsWith("HTTP/1.1 400 ");
        assertThat(slowlyTo("POST /api//carts HTTP/1.1", guest)).startsWith("HTTP/1.1 400 ");
    }

    private String slowly(String authorization, String cart) throws IOException {
        return slowlyTo("POST /api/carts/" + cart + "/items HTTP/1.1", authorization);
    }

    private String slowlyTo(String call, String authorization) throws IOException {
        try (var connection = new RawConnection(shop())) {
            connection.head(call, JSON, "Connection: close", "Authorization: " + authorization,
                    "Content-Length: " + BODY.length());
            for (var c : BODY.split("(?<=,)", -1)) {
                connection.send(c);
            }
            return connection.answer();
        }
    }

    private String inChunks(String authorization, String cart) throws IOException {
        try (var connection = new RawConnection(shop())) {
            connection.head("POST /api/carts/" + cart + "/items HTTP/1.1", JSON, "Connection: close",
                    "Authorization: " + authorization, "Transfer-Encoding: chunked");
            for (var c : BODY.split("(?<=,)", -1)) {
                connection.send(Integer.toHexString(c.length()) + "\r\n" + c + "\r\n");
            }
            return connection.send("0\r\n\r\n").answer();
        }
    }
}
