package io.eventcart.app.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.acceptance.ShopClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DisplayName("A replay of every projection while shoppers shop")
@DirtiesContext // Its data directory goes with the class.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "cart.operator.password=secret",
        "cart.limits.carts.burst=100000"})
@Isolated("the fire is its own: other tests would make each view late")
class ReplayUnderFireTest {
    private static final String MUG = "mug-stoneware";
    private static final List<String> PROJECTIONS = List.of("cart-summary", "create-cart", "checkout", "add-item",
            "remove-item", "audit-trail");
    private static final int SHOPPERS = 4;
    private static final int CARTS_BEFORE = 60;
    /** An even number, so that copy 2 is active after them. */
    private static final int SWAPS = 20;

    @TempDir
    static Path dataDir;

    @LocalServerPort
    private int port;

    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong stale = new AtomicLong();
    private final AtomicLong pushed = new AtomicLong();

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("cart.data-dir", dataDir::toString);
    }

    @Test
    @DisplayName("shows nobody an error or an older state, through rebuilds, switch-backs and discards")
    void nobodyNotices() throws Exception {
        var shop = URI.create("http://127.0.0.1:" + port);
        var operator = Operator.of(shop, "secret");
        var before = ShopClient.guest(shop);
        for (var n = 0; n < CARTS_BEFORE; n++) {
            before.add(before.createCart(), MUG, 1);
        }
        try (var threads = Executors.newCachedThreadPool()) {
            var shoppers = new ArrayList<Future<?>>();
            for (var n = 0; n < SHOPPERS; n++) {
                shoppers.add(threads.submit(shopping(ShopClient.guest(shop))));
                shoppers.add(threads.submit(watching(ShopClient.guest(shop))));
            }
            try {
                for (var name : PROJECTIONS) {
                    operator.replay(name);
                }
                for (var name : PROJECTIONS) {
                    var switchedOver = operator.awaitSwitchOver(name);
                    assertThat(switchedOver.path("copy").asInt()).as(switchedOver.toString()).isEqualTo(2);
                    // A cart that is written all the time may differ whenever both sides are looked at.
                    assertThat(switchedOver.at("/comparison/different").asLong()).as(switchedOver.toString())
                            .isLessThanOrEqualTo(2 * SHOPPERS);
                    assertThat(switchedOver.at("/comparison/onlyInOld").asLong()).as(switchedOver.toString()).isZero();
                }
                for (var n = 0; n < SWAPS; n++) {
                    for (var name : List.of("cart-summary", "create-cart")) {
                        var back = operator.ask(name, "rollback");
                        assertThat(back.status()).as(back.text()).isEqualTo(200);
                    }
                }
                for (var name : PROJECTIONS) {
                    var back = operator.ask(name, "rollback");
                    assertThat(back.status()).as(back.text()).isEqualTo(200);
                    assertThat(back.json().path("copy").asInt()).isEqualTo(1);
                    assertThat(operator.ask(name, "discard").status()).isEqualTo(200);
                }
                operator.replay("cart-summary");
                assertThat(operator.awaitSwitchOver("cart-summary").path("copy").asInt()).isEqualTo(2);
            } finally {
                isOver.set(true);
            }
            for (var shopper : shoppers) {
                shopper.get();
            }
        }
        System.out.printf("Replay under fire: %,d requests, %d errors, %d stale reads; %,d updates pushed%n",
                requests.get(), errors.get(), stale.get(), pushed.get());
        assertThat(errors).hasValue(0);
        assertThat(stale).hasValue(0);
        assertThat(requests.get()).isGreaterThan(500);
        assertThat(pushed.get()).isGreaterThan(50);
    }

    private ShopClient.Answer counted(ShopClient.Answer answer) {
        requests.incrementAndGet();
        if (answer.status() >= 400) {
            errors.incrementAndGet();
            System.out.println("Refused: " + answer.status() + " " + answer.text());
        }
        return answer;
    }

    /** Writes, and reads its own writes in each way there is. */
    private Callable<Void> shopping(ShopClient shopper) {
        return () -> {
            while (!isOver.get()) {
                var cart = counted(shopper.post("/api/carts")).json().path("cartId").asString();
                var isListed = false;
                var seen = 1L;
                for (var n = 0; n < 5; n++) {
                    var written = counted(shopper.add(cart, MUG, 1)).json().path("version").asLong();
                    seen = notBefore(seen, shopper.get("/api/carts/" + cart + "?atLeast=1"));
                    seen = notBefore(written, shopper.cart(cart, written));
                    seen = notBefore(seen, shopper.get("/api/carts/" + cart + "?atLeast=1"));
                    isListed = notGone(isListed, cart, shopper.get("/api/carts?limit=1"));
                }
                counted(shopper.remove(cart, MUG, "?quantity=1"));
                counted(shopper.add(cart, MUG, 1));
                counted(shopper.checkOut(cart));
                counted(shopper.get("/api/receipts/" + cart));
            }
            return null;
        };
    }

    private long notBefore(long seen, ShopClient.Answer answer) {
        var version = counted(answer).json().path("version").asLong();
        if (version < seen) {
            stale.incrementAndGet();
            System.out.println("Stale: version " + version + " after " + seen);
        }
        return version;
    }

    private boolean notGone(boolean wasListed, String cart, ShopClient.Answer list) {
        var isListed = counted(list).text().contains(cart);
        if (wasListed && !isListed) {
            stale.incrementAndGet();
            System.out.println("Stale: a cart that was listed is gone");
        }
        return isListed;
    }

    /** Is pushed every version of a cart, one after the other, none left out and none twice. */
    private Callable<Void> watching(ShopClient shopper) {
        return () -> {
            while (!isOver.get()) {
                var cart = shopper.createCart();
                var events = shopper.events("/api/carts/" + cart + "/updates", 30,
                        () -> Thread.ofVirtual().start(() -> {
                            for (var n = 0; n < 29; n++) {
                                counted(shopper.add(cart, MUG, 1));
                            }
                        }));
                pushed.addAndGet(events.size());
                for (var n = 0; n < events.size(); n++) {
                    if (!events.get(n).getKey().equals(Integer.toString(n + 1))) {
                        stale.incrementAndGet();
                        System.out.println("Pushed out of order: " + events.get(n).getKey() + " as number " + n);
                    }
                }
            }
            return null;
        };
    }
}
