package io.eventcart.insights.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eventcart.sharedkernel.ProductId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers about people who shopped in a real shop, from SQL and from the folds. The samples are no part of the project. */
class RealShoppersTest {
    private static final Path SAMPLES = Path.of("../../../shared/data/clickstream");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");
    private static final Period ALWAYS = Period.of(null, null, Instant.parse("2023-01-31T00:00:00Z"));
    private static final long POSITION = 7;

    private final ShopHistory history = new ShopHistory();
    private final Map<String, UUID> openCarts = new HashMap<>();
    private final Map<String, Integer> carts = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"2022-10.csv", "2022-11.csv", "2022-12.csv"})
    void the_answers_about_a_month_are_those_of_the_folds(String file) throws IOException {
        var events = shopped(file);

        try (var tables = new AnalyticalTables()) {
            var connection = tables.fill(events).connection();
            var steps = List.of("cart.cart-created", "cart.item-added", "cart.item-removed", "cart.cart-checked-out");
            for (var by : FunnelUnit.values()) {
                assertThat(new FunnelQuery(connection, AnalyticalTables::tableOf).answer(POSITION, by, steps,
                        Duration.ofHours(1), ALWAYS))
                        .isEqualTo(FunnelFold.of(events, POSITION, by, steps, Duration.ofHours(1), ALWAYS));
            }
            for (var idle : List.of(Duration.ofMinutes(5), Duration.ofHours(1))) {
                assertThat(new AbandonmentQuery(connection).answer(POSITION, idle, Duration.ofDays(7), ALWAYS))
                        .isEqualTo(AbandonmentFold.of(events, POSITION, idle, Duration.ofDays(7), ALWAYS));
            }
            assertThat(new ProductsQuery(connection).answer(POSITION, ALWAYS, ProductSort.of("timesRemoved"), 10_000))
                    .isEqualTo(ProductsFold.of(events, POSITION, ALWAYS, ProductSort.of("timesRemoved"), 10_000));
            assertThat(new SeriesQuery(connection).answer(POSITION, Duration.ofHours(1), Duration.ofHours(1), ALWAYS))
                    .isEqualTo(SeriesFold.of(events, POSITION, Duration.ofHours(1), Duration.ofHours(1), ALWAYS));
        }
        assertThat(events.size()).as("events of " + file).isGreaterThan(250);
    }

    /** As the import does it: a session has one open cart; what the rules refuse does not happen. */
    private List<HistoryEvent> shopped(String file) throws IOException {
        assumeTrue(Files.exists(SAMPLES), "the samples of real shoppers are not there");
        for (var line : Files.readAllLines(SAMPLES.resolve(file)).stream().skip(1).toList()) {
            var fields = line.split(",", -1);
            follow(LocalDateTime.parse(fields[0], TIME).toInstant(ZoneOffset.UTC), fields[1], fields[2], fields[3],
                    fields[4], fields[5]);
        }
        return history.events();
    }

    private void follow(Instant at, String action, String product, String price, String user, String session) {
        var cart = openCarts.get(session);
        switch (action) {
            case "cart" -> history.added(at, cart == null ? open(at, user, session) : cart, product,
                    "Product " + product, 1, price);
            case "remove_from_cart" -> {
                if (cart != null && history.cart(cart).quantityOf(new ProductId(product)) > 0) {
                    history.removed(at, cart, product, 1);
                }
            }
            case "purchase" -> {
                if (cart != null && !history.cart(cart).isEmpty()) {
                    history.checkedOut(at, cart);
                    openCarts.remove(session);
                }
            }
            default -> {
                // A view changes no cart.
            }
        }
    }

    private UUID open(Instant at, String user, String session) {
        var cart = named(session + "/" + carts.merge(session, 1, Integer::sum));
        history.created(at, cart, named(user), CurrencyUnit.EUR);
        openCarts.put(session, cart);
        return cart;
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
