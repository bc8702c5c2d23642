package io.eventcart.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.app.acceptance.ShopClient.Answer;
import io.eventcart.app.http.RawConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.EventProcessingConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/** The HTTP contract, the same for every store: subclasses say which. */
@DirtiesContext // The data directories go with the classes, and a context left behind would go on sealing and following events.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "cart.operator.password=acceptance")
abstract class CartAcceptance implements HistoryAcceptance {
    private static final String NOBODYS_CART = "7b0c0f5e-9d3f-4c5e-8a53-0f3a5c1f9f10";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private EventProcessingConfiguration processing;

    @Autowired
    private Cache carts;

    private ShopClient shopper;

    /** An event as the store keeps it. */
    record Stored(long sequenceNumber, String type, String revision, String payload, String metaData) {}

    /** What the store holds of a cart, read past the app. */
    @Override
    public abstract List<Stored> stored(String cart) throws Exception;

    final List<Stored> storedInDatabase(String cart) {
        return jdbc.sql("""
                SELECT sequence_number, payload_type, payload_revision, payload, meta_data FROM domain_event
                WHERE aggregate_identifier = ? ORDER BY sequence_number
                """).param(cart)
                .query((row, n) -> new Stored(row.getLong(1), Objects.requireNonNull(row.getString(2)),
                        Objects.requireNonNull(row.getString(3)), new String(row.getBytes(4), StandardCharsets.UTF_8),
                        new String(row.getBytes(5), StandardCharsets.UTF_8)))
                .list();
    }

    @Override
    public URI shop() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public EventProcessingConfiguration processing() {
        return processing;
    }

    /** As a start does: from here on a cart is read out of the store, from its snapshot on. */
    public void forgetCachedCarts() {
        carts.removeAll();
    }

    private ShopClient operator() {
        return ShopClient.with(shop(), "Basic "
                + Base64.getEncoder().encodeToString("operator:acceptance".getBytes(StandardCharsets.UTF_8)));
    }

    @BeforeEach
    void aGuest() {
        shopper = ShopClient.guest(shop());
    }

    @Test
    @DisplayName("a shopper fills a cart, changes their mind, checks out, and gets a receipt")
    void shops() {
        var created = shopper.post("/api/carts");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        var cart = created.json().path("cartId").asString();
        assertThat(created.header("Location")).isEqualTo("/api/carts/" + cart);

        assertThat(shopper.add(cart, COFFEE, 2).json().path("version").asLong()).isEqualTo(2);
        assertThat(shopper.add(cart, MUG, 3).header("ETag")).isEqualTo("\"3\"");
        assertThat(shopper.remove(cart, MUG, "?quantity=2").json().path("version").asLong()).isEqualTo(4);

        var view = shopper.cart(cart, 4).json();
        assertThat(view.path("status").asString()).isEqualTo("OPEN");
        assertThat(view.path("itemCount").asInt()).isEqualTo(3);
        assertThat(view.path("total").toString()).isEqualTo("{\"amount\":\"28.30\",\"currency\":\"EUR\"}");
        assertThat(view.at("/lines/0/lineTotal/amount").asString()).isEqualTo("15.80");
        assertThat(view.at("/lines/1/quantity").asInt()).isEqualTo(1);
        assertThat(view.path("checkedOutAt").isNull()).isTrue();

        var order = shopper.checkOut(cart);
        assertThat(order.status()).isEqualTo(200);
        assertThat(order.json().at("/total/amount").asString()).isEqualTo("28.30");
        var receipt = shopper.get("/api/receipts/" + cart);
        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.header("ETag")).isEqualTo("\"5\"");
        assertThat(receipt.json().path("lines").size()).isEqualTo(2);
        assertThat(shopper.cart(cart, 5).json().path("status").asString()).isEqualTo("CHECKED_OUT");
    }

    @Test
    @DisplayName("a new cart is seen at once, though its view may be a moment behind")
    void seesANewCart() {
        var cart = shopper.createCart();

        var view = shopper.get("/api/carts/" + cart);

        assertThat(view.status()).isEqualTo(200);
        assertThat(view.json().at("/total/amount").asString()).isEqualTo("0.00");
    }

    @Test
    @DisplayName("an unchanged cart is not sent again")
    void sendsNoUnchangedCart() {
        var cart = shopper.createCart();
        shopper.cart(cart, 1);

        assertThat(shopper.get("/api/carts/" + cart, "If-None-Match", "\"1\"").status()).isEqualTo(304);
        assertThat(shopper.get("/api/carts/" + cart, "If-None-Match", "*").status()).isEqualTo(304);
    }

    @Test
    @DisplayName("fifty parallel additions to one cart all take effect, once each, without a gap")
    void takesParallelAdditions() throws Exception {
        var cart = shopper.createCart();
        var start = new CountDownLatch(1);
        var answers = new ArrayList<Answer>();
        try (var threads = Executors.newFixedThreadPool(50)) {
            var calls = new ArrayList<Future<Answer>>();
            for (var i = 0; i < 50; i++) {
                calls.add(threads.submit(() -> {
                    start.await();
                    return shopper.add(cart, MUG, 1);
                }));
            }
            start.countDown();
            for (var call : calls) {
                answers.add(call.get());
            }
        }
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers).extracting(answer -> answer.json().path("version").asLong())
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(2, 51).boxed().toList());
        assertThat(stored(cart)).extracting(Stored::sequenceNumber)
                .containsExactlyElementsOf(LongStream.rangeClosed(0, 50).boxed().toList());
        assertThat(shopper.cart(cart, 51).json().path("itemCount").asInt()).isEqualTo(50);
    }

    @Test
    @DisplayName("of two checkouts racing only one succeeds")
    void takesOneOfTwoCheckouts() throws Exception {
        var cart = shopper.createCart();
        shopper.add(cart, COFFEE, 1);
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var calls = IntStream.range(0, 2).mapToObj(i -> threads.submit(() -> {
                start.await();
                return shopper.checkOut(cart).status();
            })).toList();
            start.countDown();
            assertThat(List.of(calls.get(0).get(), calls.get(1).get())).containsExactlyInAnyOrder(200, 409);
        }
        assertThat(stored(cart)).hasSize(3);
    }

    @Test
    @DisplayName("a write for a version that the cart has left is refused and stores nothing")
    void refusesAnOldVersion() throws Exception {
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);

        var refused = shopper.add(cart, MUG, 1, "If-Match", "\"1\"");

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.problem()).isEqualTo("/problems/version-mismatch");
        assertThat(refused.json().path("currentVersion").asLong()).isEqualTo(2);
        assertThat(shopper.add(cart, MUG, 1, "If-Match", "\"2\"").status()).isEqualTo(200);
        assertThat(stored(cart)).hasSize(3);
    }

    @ParameterizedTest(name = "If-Match: {0} on a cart at version 2")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            *               | 200
            "2"             | 200
            "1", "2"        | 200
            W/"1" , "2"     | 200
            W/"2"           | 412
            "1", "99"       | 412
            "0"             | 412
            2               | 400
            "2              | 400
            '2'             | 400
            ""              | 400
            ``              | 400
            "02"            | 400
            "-1"            | 400
            "1.0"           | 400
            "two"           | 400
            "1" "2"         | 400
            "1111111111111111111111" | 400
            """)
    @DisplayName("a write may name the versions that it is meant for")
    void readsIfMatch(String condition, int status) throws Exception {
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);

        var answer = shopper.add(cart, MUG, 1, "If-Match", condition);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(stored(cart)).hasSize(status == 200 ? 3 : 2);
        if (status == 412) {
            assertThat(answer.json().path("currentVersion").asLong()).isEqualTo(2);
            assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        }
        if (status == 400) {
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("If-Match");
        }
    }

    @Test
    @DisplayName("a write for an old version does not use up its idempotency key")
    void forgetsAnOldVersion() {
        var cart = shopper.createCart();
        assertThat(shopper.add(cart, MUG, 1, "Idempotency-Key", "k", "If-Match", "\"7\"").status()).isEqualTo(412);

        assertThat(shopper.add(cart, MUG, 1, "Idempotency-Key", "k", "If-Match", "\"1\"").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("a call repeated with its idempotency key takes effect once and gets the first answer again")
    void takesEffectOnce() throws Exception {
        var cart = shopper.createCart();
        var first = shopper.add(cart, MUG, 2, "Idempotency-Key", "two mugs");
        shopper.add(cart, COFFEE, 1);

        var second = shopper.add(cart, MUG, 2, "Idempotency-Key", "two mugs");

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(stored(cart)).hasSize(3);
    }

    @Test
    @DisplayName("a refused call repeated with its idempotency key is refused again, even if it would pass now")
    void repeatsARefusal() {
        var cart = shopper.createCart();
        assertThat(shopper.post("/api/carts/" + cart + "/checkout", "Idempotency-Key", "buy").problem())
                .isEqualTo("/problems/cart-empty");
        shopper.add(cart, MUG, 1);

        assertThat(shopper.post("/api/carts/" + cart + "/checkout", "Idempotency-Key", "buy").problem())
                .isEqualTo("/problems/cart-empty");
    }

    @Test
    @DisplayName("an idempotency key opens one cart only, however many calls race with it")
    void opensOneCart() throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var calls = IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> {
                start.await();
                return shopper.post("/api/carts", "Idempotency-Key", "my cart").text();
            })).toList();
            start.countDown();
            var answers = new ArrayList<String>();
            for (var call : calls) {
                answers.add(call.get());
            }
            assertThat(answers).containsOnly(answers.getFirst());
        }
    }

    @Test
    @DisplayName("an idempotency key can't be used for another call, but by another shopper")
    void refusesAReusedKey() {
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1, "Idempotency-Key", "k");

        var reused = shopper.add(cart, MUG, 2, "Idempotency-Key", "k");

        assertThat(reused.status()).isEqualTo(409);
        assertThat(reused.problem()).isEqualTo("/problems/idempotency-key-reused");
        var other = ShopClient.guest(shop());
        assertThat(other.add(other.createCart(), MUG, 2, "Idempotency-Key", "k").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("a malformed call does not use up its idempotency key")
    void forgetsAMalformedCall() {
        var cart = shopper.createCart();
        assertThat(shopper.add(cart, MUG, 0, "Idempotency-Key", "k").status()).isEqualTo(400);

        assertThat(shopper.add(cart, MUG, 1, "Idempotency-Key", "k").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("another shopper's cart is not there, for any call")
    void hidesOthersCarts() {
        var cart = shopper.createCart();
        var other = ShopClient.guest(shop());

        assertThat(List.of(other.add(cart, MUG, 1), other.remove(cart, MUG, ""), other.checkOut(cart),
                other.get("/api/carts/" + cart), other.get("/api/carts/" + cart + "/updates"),
                other.get("/api/receipts/" + cart)))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(404);
                    assertThat(answer.problem()).isEqualTo("/problems/cart-not-found");
                });
    }

    @Test
    @DisplayName("a cart that does not exist is not found")
    void findsNoCart() {
        assertThat(shopper.get("/api/carts/" + NOBODYS_CART).problem()).isEqualTo("/problems/cart-not-found");
        assertThat(shopper.add(NOBODYS_CART, MUG, 1).problem()).isEqualTo("/problems/cart-not-found");
    }

    @Test
    @DisplayName("a checked-out cart takes no change, and no second checkout")
    void closesACheckedOutCart() throws Exception {
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);
        shopper.checkOut(cart);

        assertThat(List.of(shopper.add(cart, MUG, 1), shopper.remove(cart, MUG, ""), shopper.checkOut(cart)))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(409);
                    assertThat(answer.problem()).isEqualTo("/problems/cart-checked-out");
                });
        assertThat(stored(cart)).hasSize(3);
    }

    @Test
    @DisplayName("an empty cart can't be checked out, and has no receipt")
    void refusesAnEmptyCheckout() {
        var cart = shopper.createCart();

        assertThat(shopper.checkOut(cart).problem()).isEqualTo("/problems/cart-empty");
        assertThat(shopper.get("/api/receipts/" + cart).problem()).isEqualTo("/problems/not-found");
    }

    @Test
    @DisplayName("more than is in the cart can't be removed, and nothing is")
    void refusesToRemoveWhatIsNotThere() {
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 2);

        var refused = shopper.remove(cart, MUG, "?quantity=3");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("/problems/item-not-in-cart");
        assertThat(refused.json().path("inCart").asInt()).isEqualTo(2);
        assertThat(shopper.remove(cart, COFFEE, "").json().path("inCart").asInt()).isZero();
        assertThat(shopper.cart(cart, 2).json().path("itemCount").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("a cart takes 999 pieces of one product and no more")
    void refusesTheThousandthPiece() {
        var cart = shopper.createCart();
        assertThat(shopper.add(cart, MUG, 999).status()).isEqualTo(200);

        var refused = shopper.add(cart, MUG, 1);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("/problems/cart-full");
    }

    @Test
    @DisplayName("a product that the shop does not sell is not found")
    void findsNoProduct() {
        var refused = shopper.add(shopper.createCart(), "no-such-thing", 1);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.problem()).isEqualTo("/problems/product-not-found");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            not JSON               | {"productId":                                 | ``
            an unknown field       | {"productId":"x","quantity":1,"price":1}      | price
            a missing field        | {"productId":"x"}                             | quantity
            a number in quotes     | {"productId":"x","quantity":"1"}              | quantity
            half a piece           | {"productId":"x","quantity":1.5}              | quantity
            no piece               | {"productId":"x","quantity":0}                | quantity
            too many pieces        | {"productId":"x","quantity":1000}             | quantity
            more than a number can | {"productId":"x","quantity":99999999999}      | quantity
            a bad product id       | {"productId":"x y","quantity":1}              | productId
            a number for a text    | {"productId":7,"quantity":1}                  | productId
            a field given twice    | {"productId":"x","quantity":1,"quantity":2}   | ``
            a list                 | [1]                                           | ``
            """)
    @DisplayName("a malformed body is refused, and the fault is named")
    void refusesAMalformedBody(String what, String body, String field) {
        var refused = shopper.postJson("/api/carts/" + NOBODYS_CART + "/items", body);

        assertThat(refused.status()).as(what).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("/problems/invalid-request");
        assertThat(refused.json().path("errors").get(0).path("field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/carts/not-a-uuid,400,invalid-request", "GET,/api/carts?limit=0,400,invalid-request",
            "GET,/api/carts?limit=101,400,invalid-request", "GET,/api/products?limit=x,400,invalid-request",
            "DELETE,/api/carts/7b0c0f5e-9d3f-4c5e-8a53-0f3a5c1f9f10/items/x?quantity=0,400,invalid-request",
            "DELETE,/api/carts/7b0c0f5e-9d3f-4c5e-8a53-0f3a5c1f9f10/items/x?quantity=,400,invalid-request",
            "GET,/api/products?q=%ff,400,invalid-request",
            "GET,/api/carts?limit=,400,invalid-request", "GET,/api/carts?limit,400,invalid-request",
            "GET,/api/carts?limit=1&limit=2,400,invalid-request", "GET,/api/products?limit=%D9%A3,400,invalid-request",
            "GET,/api/nothing,404,not-found", "GET,/problems/nope,404,not-found",
            "PUT,/api/carts,405,method-not-allowed",
            "POST,/api/carts/7b0c0f5e-9d3f-4c5e-8a53-0f3a5c1f9f10/items,400,invalid-request"})
    @DisplayName("what the contract does not know is refused by kind")
    void refusesByKind(String method, String path, int status, String kind) {
        var refused = shopper.send(method, path, "", "Content-Type", "application/json");

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.problem()).isEqualTo("/problems/" + kind);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(ShopClient.anonymous(shop()).get(refused.problem()).text()).contains("What now?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%D9%A1", "0x1", "%2B1", "%201", "1%20", "-0", "-1", "1.0", "1e1", "%EF%BC%91", "1_0", "",
            "1&quantity=1", "99999999999999999999"})
    @DisplayName("a number in an address is written in plain digits, once")
    void refusesOtherNumbers(String number) {
        var cart = "/api/carts/" + shopper.createCart();
        shopper.cart(cart.substring("/api/carts/".length()), 1);

        var answers = new ArrayList<>(List.of(shopper.send("DELETE", cart + "/items/mug?quantity=" + number, "")));
        for (var query : List.of("?version=", "?atLeast=", "/diff?to=1&from=", "/diff?from=1&to=", "/history?limit=",
                "/history?after=")) {
            answers.add(
                    shopper.get(cart + query + number.replace("&quantity", "&" + query.replaceAll(".*[?&]|=", ""))));
        }
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("/problems/invalid-request");
            assertThat(answer.json().at("/errors/0/field").asString())
                    .isIn("quantity", "version", "atLeast", "from", "to", "limit", "after");
        });
    }

    @Test
    @DisplayName("a number in a header is written in plain digits, once")
    void refusesOtherNumbersInHeaders() throws Exception {
        var path = "/api/carts/" + shopper.createCart() + "/updates";

        for (var header : List.of("Last-Event-ID: +1", "Last-Event-ID: 0x1", "Last-Event-ID: -0",
                "Last-Event-ID: 1\r\nLast-Event-ID: 2", "Last-Event-ID: \u00d9\u00a1")) {
            try (var connection = new RawConnection(shop())) {
                assertThat(connection.head("GET " + path + " HTTP/1.1", "Connection: close", header,
                        "Authorization: " + shopper.authorization()).answer()).as(header)
                        .startsWith("HTTP/1.1 400 ").contains("Last-Event-ID");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"overlong,7b2271223ac0bf7d", "UTF-16,7b0022006100220000", "UTF-16 with mark,fffe7b007d00",
            "UTF-32,0000007b0000007d", "UTF-8 with mark,efbbbf7b7d", "a surrogate,7b22eda080223a317d",
            "cut short,7b22c3"})
    @DisplayName("a body in another form than UTF-8 is refused")
    void refusesOtherForms(String form, String hex) throws Exception {
        var cart = shopper.createCart();
        var body = HexFormat.of().parseHex(hex);
        try (var connection = new RawConnection(shop())) {
            assertThat(connection.head("POST /api/carts/" + cart + "/checkout HTTP/1.1", "Connection: close",
                    "Content-Type: application/json", "Content-Length: " + body.length,
                    "Authorization: " + shopper.authorization()).send(body).answer()).as(form)
                    .startsWith("HTTP/1.1 400 ").contains("/problems/invalid-request", "UTF-8");
        }
    }

    @Test
    @DisplayName("a key that a header can't hold is refused, and the header is named")
    void namesTheHeader() throws Exception {
        try (var connection = new RawConnection(shop())) {
            assertThat(connection.head("POST /api/carts HTTP/1.1", "Connection: close",
                    "Idempotency-Key: \u00f0\u009f\u0098\u0080", "Authorization: " + shopper.authorization()).answer())
                    .startsWith("HTTP/1.1 400 ").contains("\"detail\":\"Idempotency-Key ");
        }
    }

    @Test
    @DisplayName("an operator reads and watches any cart, and finds none that does not exist")
    void showsTheOperatorAnyCart() {
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 2);

        var seen = operator().cart(cart, 2);

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.header("ETag")).isEqualTo("\"2\"");
        assertThat(seen.json()).isEqualTo(shopper.cart(cart, 2).json());
        assertThat(operator().cart(cart, 3).problem()).isEqualTo("/problems/view-behind");
        assertThat(operator().get("/api/carts/" + cart, "If-None-Match", "\"2\"").status()).isEqualTo(304);
        assertThat(operator().events("/api/carts/" + cart + "/updates", 2, () -> shopper.add(cart, MUG, 1)))
                .extracting(event -> event.getKey()).containsExactly("2", "3");
        assertThat(operator().get("/api/carts/" + NOBODYS_CART).problem()).isEqualTo("/problems/cart-not-found");
        assertThat(operator().get("/api/carts/" + NOBODYS_CART + "/updates").problem())
                .isEqualTo("/problems/cart-not-found");
        assertThat(operator().add(cart, MUG, 1).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("an answer that is given again bears the id of the call that it is given to")
    void namesTheRepeatedCall() {
        var cart = shopper.createCart();
        for (var id : List.of("first", "second")) {
            var refused = shopper.post("/api/carts/" + cart + "/checkout", "Idempotency-Key", "k", "X-Request-Id", id);

            assertThat(refused.problem()).isEqualTo("/problems/cart-empty");
            assertThat(refused.header("X-Request-Id")).isEqualTo(id);
            assertThat(refused.json().path("requestId").asString()).isEqualTo(id);
        }
    }

    @Test
    @DisplayName("a body that is no JSON, an answer that is none, and a body that is too large have their own statuses")
    void refusesMedia() {
        var cart = "/api/carts/" + shopper.createCart();

        assertThat(shopper.send("POST", cart + "/items", "a=b", "Content-Type", "text/plain").status()).isEqualTo(415);
        assertThat(shopper.send("POST", cart + "/items", "a: b", "Content-Type", "application/yaml").status())
                .isEqualTo(415);
        assertThat(shopper.get(cart, "Accept", "application/xml").status()).isEqualTo(406);
        assertThat(shopper.get(cart, "Accept", "application/yaml").status()).isEqualTo(406);
        var large = shopper.postJson(cart + "/items", "x".repeat(64 * 1024 + 1));
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.problem()).isEqualTo("/problems/payload-too-large");
    }

    @Test
    @DisplayName("a call that can't be answered in the type that it asks for does nothing")
    void refusesBeforeItActs() throws Exception {
        var cart = shopper.createCart();

        var refused = shopper.add(cart, MUG, 1, "Accept", "text/html", "Idempotency-Key", "k");

        assertThat(refused.status()).isEqualTo(406);
        assertThat(refused.problem()).isEqualTo("/problems/not-acceptable");
        assertThat(stored(cart)).hasSize(1);
    }

    @Test
    @DisplayName("a checkout without a body may bear any content type")
    void takesAnEmptyBodyOfAnyType() {
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);

        assertThat(shopper.post("/api/carts/" + cart + "/checkout", "Content-Type",
                "application/x-www-form-urlencoded").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("every answer says once how it may be kept")
    void saysOnceHowItMayBeKept() {
        var cart = shopper.createCart();

        assertThat(shopper.cart(cart, 1).headers().allValues("Cache-Control")).containsExactly("no-cache, private");
        assertThat(shopper.get("/api/carts").headers().allValues("Cache-Control"))
                .containsExactly("no-cache, no-store, max-age=0, must-revalidate");
    }

    @Test
    @DisplayName("a view that has not come so far is said to be behind")
    void tellsThatTheViewIsBehind() {
        var behind = shopper.cart(shopper.createCart(), 2);

        assertThat(behind.status()).isEqualTo(504);
        assertThat(behind.problem()).isEqualTo("/problems/view-behind");
    }

    @Test
    @DisplayName("who watches a cart sees it at once, and then after every change")
    void pushesChanges() {
        var cart = shopper.createCart();

        var seen = shopper.events("/api/carts/" + cart + "/updates", 3, () -> {
            shopper.add(cart, MUG, 1);
            shopper.cart(cart, 2); // Two changes that the view takes in at once may be seen as one.
            shopper.add(cart, MUG, 2);
        });

        assertThat(seen).extracting(event -> event.getKey()).containsExactly("1", "2", "3");
        assertThat(seen.getLast().getValue().path("itemCount").asInt()).isEqualTo(3);
    }

    @Test
    @DisplayName("who comes back to a cart's stream sees only what is newer than what they saw last")
    void resumes() {
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);
        shopper.add(cart, MUG, 1);
        shopper.cart(cart, 3);

        var seen = shopper.events("/api/carts/" + cart + "/updates", 1, () -> {}, "Last-Event-ID", "2");

        assertThat(seen.getFirst().getKey()).isEqualTo("3");
    }

    @Test
    @DisplayName("a shopper's carts are listed newest first, in parts, also the one that was just opened")
    void listsCarts() {
        var first = shopper.createCart();
        var second = shopper.createCart();
        var third = shopper.createCart();

        var page = shopper.get("/api/carts?limit=2").json();

        assertThat(page.at("/items/0/cartId").asString()).isEqualTo(third);
        assertThat(page.at("/items/1/cartId").asString()).isEqualTo(second);
        var rest = shopper.get("/api/carts?limit=2&after=" + page.path("next").asString()).json();
        assertThat(rest.at("/items/0/cartId").asString()).isEqualTo(first);
        assertThat(rest.path("next").isNull()).isTrue();
        var foreign = ShopClient.guest(shop()).get("/api/carts?after=" + first);
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.json().at("/errors/0/field").asString()).isEqualTo("after");
    }

    @Test
    @DisplayName("the catalogue is searched by words and listed in parts")
    void listsProducts() {
        var all = shopper.get("/api/products?limit=100").json();
        assertThat(all.path("items").size()).isGreaterThanOrEqualTo(60);

        var mugs = shopper.get("/api/products?q=MUG%20stone").json();
        assertThat(mugs.at("/items/0/productId").asString()).isEqualTo(MUG);
        assertThat(mugs.at("/items/0/price/amount").asString()).isEqualTo("12.50");
        var part = shopper.get("/api/products?limit=1").json();
        assertThat(shopper.get("/api/products?limit=1&after=" + part.path("next").asString()).json()
                .at("/items/0/productId").asString()).isEqualTo(all.at("/items/1/productId").asString());
        assertThat(shopper.get("/api/products?after=unheard-of").problem()).isEqualTo("/problems/invalid-request");
    }

    @Test
    @DisplayName("the store knows events by logical names, in plain JSON, with who, why and how")
    void storesNoClassNames() throws Exception {
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 2);
        shopper.remove(cart, MUG, "?quantity=1");
        shopper.postJson("/api/carts/" + cart + "/checkout", "{}", "X-Request-Id", "order-7");

        var stored = stored(cart);

        assertThat(stored).extracting(Stored::type).containsExactly("cart.cart-created", "cart.item-added",
                "cart.item-removed", "cart.cart-checked-out");
        assertThat(stored).extracting(Stored::revision).containsExactly("1", "2", "1", "1");
        assertThat(stored).extracting(Stored::payload)
                .allSatisfy(payload -> assertThat(payload).doesNotContain("io.eventcart", "java.", "@class"));
        assertThat(stored.get(1).payload()).contains("\"unitPrice\":{\"amount\":\"12.50\",\"currency\":\"EUR\"}");
        assertThat(stored).extracting(Stored::metaData).allSatisfy(metaData -> assertThat(metaData)
                .contains("actor", "shopper:", "command", "correlationId", "causationId")
                .doesNotContain("io.eventcart", "java."));
        assertThat(stored.getLast().metaData()).contains("order-7", "CheckOut");
    }

    @Test
    @DisplayName("a cart with a snapshot goes on as it was")
    void goesOnAfterASnapshot() throws Exception {
        var cart = shopper.createCart();
        IntStream.range(0, 120).forEach(i -> shopper.add(cart, MUG, 1));
        forgetCachedCarts();

        assertThat(shopper.remove(cart, MUG, "").json().path("version").asLong()).isEqualTo(122);
        assertThat(shopper.checkOut(cart).problem()).isEqualTo("/problems/cart-empty");
        assertThat(stored(cart)).hasSize(122);
    }

    @Test
    @DisplayName("an address is checked before it is taken")
    void checksTheAddress() {
        var cart = shopper.createCart();
        shopper.add(cart, MUG, 1);
        var address = "{\"deliverTo\":{\"name\":\"A. Sample\",\"email\":\"%s\",\"street\":\"1 Way\",\"city\":\"Ulm\","
                + "\"postcode\":\"89073\",\"country\":\"DE\"}}";

        var refused = shopper.postJson("/api/carts/" + cart + "/checkout", address.formatted("nobody"));

        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("deliverTo.email");
        assertThat(shopper.postJson("/api/carts/" + cart + "/checkout", address.formatted("a@example.org")).status())
                .isEqualTo(200);
    }
}
