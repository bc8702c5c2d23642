package io.eventcart.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.app.LongTest;
import io.eventcart.app.acceptance.ShopClient;
import io.eventcart.app.acceptance.ShopClient.Answer;
import io.eventcart.app.projections.Operator;
import io.eventcart.platform.testkit.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The real jar twice, on one PostgreSQL; started once for all tests, of which the last one kills the first instance. */
@DisplayName("Two instances on one PostgreSQL")
@Order(3)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated("two servers under load, whose views must keep up within two seconds")
@LongTest
class TwoInstancesIT {
    private static final String MUG = "mug-stoneware";
    private static final String COFFEE = "coffee-espresso-250";
    private static final int SHARES = 4;
    private static final int WRITERS = 4;
    /** An odd number, so that copy 1 is active again after them. */
    private static final int SWAPS = 7;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 200;
    private static final String ADDRESS = """
            {"deliverTo":{"name":"Anna","email":"anna@example.org","street":"Weg 1","city":"Ulm","postcode":"89073",\
            "country":"DE"}}""";
    /** Ten seconds until the claims of the dead have run out, and some on a busy machine. */
    private static final Duration TAKEOVER = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static String url = "";
    private static JdbcClient jdbc;
    private static EventcartProcess first;
    private static EventcartProcess second;

    private ShopClient atFirst;
    private ShopClient atSecond;

    @BeforeAll
    static void start() throws Exception {
        url = LocalPostgres.newDatabase();
        jdbc = JdbcClient.create(new DriverManagerDataSource(url, LocalPostgres.USER, ""));
        Files.write(folder.resolve("master.key"), new byte[32]);
        // At once, on an empty database: each must let the other make what is there to be made.
        try (var starting = Executors.newFixedThreadPool(2)) {
            var started = starting.invokeAll(List.<Callable<EventcartProcess>>of(() -> instance("first"),
                    () -> instance("second")));
            first = started.getFirst().get();
            second = started.getLast().get();
        }
    }

    private static EventcartProcess instance(String name) {
        return EventcartProcess.server(folder.resolve(name), switches("--cart.operator.password=secret",
                "--cart.limits.carts.burst=100000",
                "--cart.keys.master=" + folder.resolve("master.key")));
    }

    private static String[] switches(String... more) {
        var all = new ArrayList<>(List.of(LocalPostgres.switches(url)));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @BeforeEach
    void aGuest() {
        atFirst = ShopClient.guest(second.shop()).at(first.shop());
        atSecond = atFirst.at(second.shop());
    }

    /** @return how many segments of the projection each instance has */
    private static Map<String, Integer> shares(String projection) {
        var shares = new ConcurrentHashMap<String, Integer>();
        jdbc.sql("SELECT owner, COUNT(*) FROM token WHERE processor_name = ? AND owner IS NOT NULL GROUP BY owner")
                .param(projection).query(row -> {
                    shares.put(row.getString(1), row.getInt(2));
                });
        return shares;
    }

    @Test
    @Order(1)
    @DisplayName("share out the projections")
    void shareTheWork() {
        for (var projection : List.of("cart-summary", "create-cart", "checkout")) {
            await().atMost(TAKEOVER).untilAsserted(
                    () -> assertThat(shares(projection).values()).containsExactly(SHARES / 2, SHARES / 2));
        }
    }

    @Test
    @Order(2)
    @DisplayName("take parallel additions to one cart, each once and without a gap")
    void takeParallelAdditions() throws Exception {
        var cart = atFirst.createCart();
        try (var threads = Executors.newFixedThreadPool(20)) {
            var answers = new ArrayList<Answer>();
            for (var call : threads.invokeAll(IntStream.range(0, 40).<Callable<Answer>>mapToObj(
                    n -> () -> (n % 2 == 0 ? atFirst : atSecond).add(cart, MUG, 1)).toList())) {
                answers.add(call.get());
            }
            assertThat(answers).extracting(Answer::status).containsOnly(200);
            assertThat(answers).extracting(answer -> answer.json().path("version").asLong())
                    .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(2, 41).boxed().toList());
        }
        assertThat(atSecond.cart(cart, 41).json().path("itemCount").asInt()).isEqualTo(40);
    }

    @Test
    @Order(3)
    @DisplayName("decide on the latest state, whatever they remember, when they refuse too")
    void decideOnTheLatest() {
        var cart = atFirst.createCart();
        assertThat(atFirst.add(cart, MUG, 1).status()).isEqualTo(200);
        assertThat(atSecond.remove(cart, MUG, "").status()).isEqualTo(200);

        assertThat(atFirst.checkOut(cart).status()).as("empty, as the second has left it").isEqualTo(409);
        assertThat(atSecond.add(cart, COFFEE, 2).status()).isEqualTo(200);
        assertThat(atFirst.remove(cart, COFFEE, "?quantity=1").status()).as("what the second has added").isEqualTo(200);
        assertThat(atFirst.add(cart, MUG, 1, "If-Match", "\"5\"").status()).isEqualTo(200);
        assertThat(atSecond.add(cart, MUG, 1, "If-Match", "\"5\"").status()).isEqualTo(412);
        assertThat(atSecond.add(cart, MUG, 1, "If-Match", "\"6\"").status()).isEqualTo(200);
        assertThat(atFirst.add(cart, MUG, 1, "If-Match", "\"7\"").status()).isEqualTo(200);
        assertThat(atFirst.checkOut(cart).status()).isEqualTo(200);
        assertThat(atSecond.add(cart, MUG, 1).problem()).isEqualTo("/problems/cart-checked-out");
    }

    @Test
    @Order(4)
    @DisplayName("know each other's idempotency keys")
    void shareIdempotencyKeys() {
        var cart = atFirst.createCart();

        var added = atFirst.add(cart, MUG, 1, "Idempotency-Key", "k");

        assertThat(atSecond.add(cart, MUG, 1, "Idempotency-Key", "k").text()).isEqualTo(added.text());
        assertThat(atSecond.cart(cart, 2).json().path("version").asInt()).isEqualTo(2);
    }

    @Test
    @Order(5)
    @DisplayName("show a cart's changes to who watches it at the other one")
    void showEachOthersChanges() {
        for (var n = 0; n < SHARES; n++) {
            var cart = atFirst.createCart();
            var seen = atFirst.events("/api/carts/" + cart + "/updates", 2, () -> atSecond.add(cart, MUG, 1));
            assertThat(seen.getLast().getKey()).isEqualTo("2");
        }
    }

    @Test
    @Order(6)
    @DisplayName("have the same keys of the shoppers, and what is erased at one is erased at both")
    void shareKeys() {
        var session = ShopClient.anonymous(first.shop()).post("/api/session").json();
        var anna = ShopClient.with(first.shop(), "Bearer " + session.path("token").asString());
        var cart = anna.createCart();
        anna.add(cart, MUG, 1);
        assertThat(anna.postJson("/api/carts/" + cart + "/checkout", ADDRESS).status()).isEqualTo(200);
        assertThat(anna.at(second.shop()).get("/api/receipts/" + cart).text()).contains("Weg 1");

        var operator = ShopClient.with(second.shop(), "Basic "
                + Base64.getEncoder().encodeToString("operator:secret".getBytes(StandardCharsets.UTF_8)));
        assertThat(operator.send("DELETE", "/api/shoppers/" + session.path("shopperId").asString(), "").status())
                .isEqualTo(200);

        assertThat(anna.get("/api/receipts/" + cart).json().at("/deliverTo/erased").asBoolean()).isTrue();
        assertThat(
                jdbc.sql("SELECT COUNT(*) FROM shopper_key WHERE wrapped IS NOT NULL AND shopper_id = CAST(? AS UUID)")
                        .param(session.path("shopperId").asString()).query(Integer.class).single())
                .isZero();
    }

    @Test
    @Order(7)
    @DisplayName("let in neither a third without their master key nor one with the data directory of one of them")
    void refuseStrangers() throws IOException {
        var third = List.of(switches("--server.port=0", "--cart.data-dir=" + folder.resolve("third")));
        assertRefused(third, "master.key is missing, but there are wrapped keys in the database");
        assertThat(folder.resolve("third/master.key")).doesNotExist();
        Files.write(folder.resolve("other.key"), new byte[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
                18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32});
        var withAnother = new ArrayList<>(third);
        withAnother.add("--cart.keys.master=" + folder.resolve("other.key"));
        assertRefused(withAnother, "wrapped by another master key");
        assertRefused(List.of(switches("--server.port=0", "--cart.data-dir=" + folder.resolve("second"))),
                "Another process uses the data directory");
    }

    private static void assertRefused(List<String> switches, String fault) {
        var refused = EventcartProcess.run(folder, switches.toArray(String[]::new));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains(fault).doesNotContain("\tat ");
    }

    @Test
    @Order(8)
    @DisplayName("rebuild a projection together, and switch over and back at the same moment: a reader who goes from one to the other sees nothing older")
    void rebuildTogether() throws Exception {
        var operators = List.of(Operator.of(first.shop(), "secret"), Operator.of(second.shop(), "secret"));
        var isOver = new AtomicBoolean();
        try (var shoppers = Executors.newFixedThreadPool(WRITERS)) {
            var shopping = new ArrayList<Future<Long>>();
            for (var n = 0; n < WRITERS; n++) {
                shopping.add(shoppers.submit(() -> shopAtBoth(isOver)));
            }
            try {
                operators.getFirst().replay("cart-summary");
                assertThat(operators.getLast().awaitSwitchOver("cart-summary").path("copy").asInt()).isEqualTo(2);
                for (var n = 0; n < SWAPS; n++) {
                    var back = operators.get(n % 2).ask("cart-summary", "rollback");
                    assertThat(back.status()).as(back.text()).isEqualTo(200);
                }
                assertThat(operators.getFirst().ask("cart-summary", "discard").status()).isEqualTo(200);
            } finally {
                isOver.set(true);
            }
            for (var shopper : shopping) {
                assertThat(shopper.get()).isPositive();
            }
        }
    }

    /** @return how many reads there were, none of them of an older state than the one before */
    private long shopAtBoth(AtomicBoolean isOver) {
        var reads = 0L;
        while (!isOver.get()) {
            var cart = atFirst.createCart();
            for (var version = 2L; version <= 20; version++) {
                assertThat((version % 2 == 0 ? atFirst : atSecond).add(cart, MUG, 1).status()).isEqualTo(200);
                var seen = (version % 2 == 0 ? atSecond : atFirst).cart(cart, version);
                assertThat(seen.status()).as(seen.text()).isEqualTo(200);
                for (var shopper : List.of(atFirst, atSecond, atFirst)) {
                    assertThat(shopper.cart(cart, 1).json().path("version").asLong()).isEqualTo(version);
                    reads++;
                }
            }
        }
        return reads;
    }

    @Test
    @Order(9)
    @DisplayName("lose nothing when one is killed: the other takes its work over, and the audit trail lacks no event")
    void oneTakesOver() throws Exception {
        var versions = new ConcurrentHashMap<String, Long>();
        var enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_THE_KILL);
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            for (var writer = 0; writer < WRITERS; writer++) {
                var shopper = writer % 2 == 0 ? atFirst : atSecond;
                writers.execute(() -> write(shopper, versions, enough));
            }
            assertThat(enough.await(3, TimeUnit.MINUTES)).as("the instances take writes").isTrue();
            first.kill();
            writers.shutdownNow();
        }

        for (var cart : versions.entrySet()) {
            var stored = atSecond.add(cart.getKey(), MUG, 1);
            assertThat(stored.json().path("version").asLong()).isGreaterThan(cart.getValue());
            var version = stored.json().path("version").asLong();
            await().atMost(TAKEOVER).until(() -> atSecond.cart(cart.getKey(), version).status() == 200);
            assertThat(atSecond.cart(cart.getKey(), version).json().path("itemCount").asLong()).isEqualTo(version - 1);
        }
        for (var projection : List.of("cart-summary", "create-cart", "checkout", "add-item", "audit-trail")) {
            await().atMost(TAKEOVER).untilAsserted(() -> assertThat(shares(projection)).hasSize(1));
        }
        // Of all that both have written, much of it at once and so not in the order of its positions.
        await().atMost(TAKEOVER).until(() -> jdbc.sql("""
                SELECT COUNT(*) FROM domain_event LEFT JOIN audit_entry
                  ON audit_entry.event_id = domain_event.event_identifier AND audit_entry.id = domain_event.global_index
                WHERE audit_entry.id IS NULL
                """).query(Integer.class).single() == 0);
    }

    /** Carts of twenty additions, until nobody answers or the test has seen enough. */
    private static void write(ShopClient shopper, Map<String, Long> versions, CountDownLatch enough) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var cart = shopper.createCart();
                versions.put(cart, 1L);
                for (var n = 0; n < 20; n++) {
                    versions.put(cart, shopper.add(cart, MUG, 1).json().path("version").asLong());
                    enough.countDown();
                }
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            // killed in the middle of a call
        }
    }
}
