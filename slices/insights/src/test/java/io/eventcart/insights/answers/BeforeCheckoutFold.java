package io.eventcart.insights.answers;

import io.eventcart.insights.answers.BeforeCheckout.PatternExample;
import io.eventcart.insights.answers.BeforeCheckout.PatternOdds;
import io.eventcart.insights.answers.HistoryEvent.CheckedOutCart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What came before checkouts from the contract's definition, cart by cart. Of a note it only says that there is one. */
final class BeforeCheckoutFold {
    static final String SOME_NOTE = "some note";

    private BeforeCheckoutFold() {}

    static BeforeCheckout of(List<HistoryEvent> events, long position, int last, Duration idle, Instant asOf) {
        var seen = IdleFold.seen(events, asOf);
        var checkouts = new TreeMap<String, List<String>>();
        var abandonments = new TreeMap<String, List<String>>();
        IdleFold.byCart(seen).forEach((cart, history) -> history.stream().filter(CheckedOutCart.class::isInstance)
                .findFirst()
                .ifPresent(bought -> checkouts.put(cart.toString(), before(history, bought.position() - 1, last))));
        var byCart = IdleFold.byCart(seen);
        IdleFold.lastIdle(seen, idle, asOf).forEach((cart, left) -> abandonments.put(cart.toString(),
                before(byCart.get(cart), left.begin().position(), last)));
        var patterns = new HashSet<>(checkouts.values());
        patterns.addAll(abandonments.values());
        return new BeforeCheckout(position, checkouts.size(), abandonments.size(), patterns.stream()
                .map(pattern -> odds(pattern, checkouts, abandonments)).sorted(mostCasesFirst()).toList());
    }

    private static List<String> before(List<HistoryEvent> history, long end, int last) {
        var types = history.stream().filter(event -> event.position() <= end).map(HistoryEvent::type).toList();
        return types.subList(Math.max(types.size() - last, 0), types.size());
    }

    private static PatternOdds odds(List<String> pattern, Map<String, List<String>> checkouts,
            Map<String, List<String>> abandonments) {
        var bought = carts(pattern, checkouts);
        var left = carts(pattern, abandonments);
        double a = bought.size();
        double b = left.size();
        double c = checkouts.size() - a;
        double d = abandonments.size() - b;
        var example = new PatternExample(first(bought), first(left));
        if (a * b * c * d == 0) {
            return new PatternOdds(pattern, bought.size(), left.size(), null, null, null, SOME_NOTE, example);
        }
        var logarithm = Math.log(a / b) - Math.log(c / d);
        var error = Math.sqrt((b + a) / (a * b) + (c + d) / (c * d));
        return new PatternOdds(pattern, bought.size(), left.size(), Math.exp(logarithm),
                Math.exp(logarithm - 1.96 * error),
                Math.exp(logarithm + 1.96 * error), null, example);
    }

    /** @return in the order of their texts */
    private static List<String> carts(List<String> pattern, Map<String, List<String>> cases) {
        var carts = new ArrayList<String>();
        cases.forEach((cart, types) -> {
            if (types.equals(pattern)) {
                carts.add(cart);
            }
        });
        return carts;
    }

    private static UUID first(Collection<String> carts) {
        return carts.stream().findFirst().map(UUID::fromString).orElse(null);
    }

    private static Comparator<PatternOdds> mostCasesFirst() {
        return Comparator.<PatternOdds>comparingLong(odds -> -odds.beforeCheckout() - odds.beforeAbandonment())
                // A blank comes before every character of a type, as the end of a shorter pattern does.
                .thenComparing(odds -> String.join(" ", odds.pattern()));
    }
}
