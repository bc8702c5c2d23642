package io.eventcart.insights.answers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import org.joda.money.CurrencyUnit;

/**
 * Small histories that are possible, in which cases collide: few carts and products, and times that are often equal, or just about
 * {@link #IDLE} apart.
 *
 * @param period whose borders are often the times of events
 */
record GeneratedHistory(List<HistoryEvent> events, Period period) {
    static final Duration IDLE = Duration.ofHours(1);
    private static final Instant BEGIN = Instant.parse("2026-11-22T21:30:00Z");
    private static final List<Duration> GAPS = List.of(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1),
            Duration.ofMinutes(30), IDLE.minus(Duration.ofNanos(1_000)), IDLE, IDLE.plus(Duration.ofNanos(1_000)),
            Duration.ofHours(9));
    private static final List<UUID> CARTS = List.of(ShopHistory.CART_1, ShopHistory.CART_2, ShopHistory.CART_3,
            ShopHistory.CART_4);
    private static final List<String> PRODUCTS = List.of("tea", "jam", "10-eggs");
    private static final List<String> PRICES = List.of("3", "5", "0");
    /** More often an addition than anything else, and often enough a checkout. */
    private static final String DEEDS = "++++--$$n";

    /** One step of a history; each number chooses one of a few possibilities. */
    private record Move(int gap, int cart, int deed, int product, int quantity, int price) {
        private static Arbitrary<Move> any() {
            return Combinators
                    .combine(below(GAPS.size()), below(CARTS.size()), below(DEEDS.length()), below(PRODUCTS.size()),
                            Arbitraries.integers().between(1, 3), below(PRICES.size()))
                    .as(Move::new);
        }
    }

    static Arbitrary<GeneratedHistory> any() {
        var border = Arbitraries.integers().between(0, 39).injectNull(0.4);
        var moves = Move.any().list().ofMaxSize(40).withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(moves, border, border, border)
                .as((chosen, from, to, asOf) -> of(eventsOf(chosen), from, to, asOf));
    }

    private static Arbitrary<Integer> below(int end) {
        return Arbitraries.integers().between(0, end - 1);
    }

    private static GeneratedHistory of(List<HistoryEvent> events, Integer from, Integer to, Integer asOf) {
        var end = events.isEmpty() ? BEGIN : events.getLast().at();
        return new GeneratedHistory(events, new Period(border(events, from), border(events, to),
                asOf == null ? end.plus(IDLE) : border(events, asOf)));
    }

    /** @return the time of an event, or if there are fewer events a time in between */
    private static Instant border(List<HistoryEvent> events, Integer number) {
        if (number == null) {
            return null;
        }
        return number < events.size() ? events.get(number).at() : BEGIN.plus(Duration.ofMinutes(30L * number));
    }

    private static List<HistoryEvent> eventsOf(List<Move> moves) {
        var history = new ShopHistory();
        var at = BEGIN;
        for (var move : moves) {
            at = at.plus(GAPS.get(move.gap()));
            append(history, move, at);
        }
        return history.events();
    }

    /** Does what the cart allows. */
    private static void append(ShopHistory history, Move move, Instant at) {
        var id = CARTS.get(move.cart());
        var cart = history.cart(id);
        var product = PRODUCTS.get(move.product());
        var held = cart.lines().stream().filter(line -> line.productId().value().equals(product))
                .mapToInt(line -> line.quantity()).sum();
        var deed = DEEDS.charAt(move.deed());
        if (!cart.exists()) {
            var isFirst = move.cart() == 0;
            history.created(at, id, isFirst ? ShopHistory.BEN : ShopHistory.ANNA,
                    isFirst ? CurrencyUnit.JPY : CurrencyUnit.EUR);
        } else if (deed == 'n') {
            history.noted(at, id);
        } else if (!cart.isCheckedOut() && deed == '+') {
            history.added(at, id, product, product + " at " + move.price(), move.quantity(), PRICES.get(move.price()));
        } else if (!cart.isCheckedOut() && deed == '-' && held > 0) {
            history.removed(at, id, product, Math.min(held, move.quantity()));
        } else if (!cart.isCheckedOut() && deed == '$' && !cart.isEmpty()) {
            history.checkedOut(at, id);
        }
    }
}
