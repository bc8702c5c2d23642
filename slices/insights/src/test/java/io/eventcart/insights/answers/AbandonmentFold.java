package io.eventcart.insights.answers;

import io.eventcart.insights.answers.Abandonment.AbandonedValue;
import io.eventcart.insights.answers.HistoryEvent.AddedItem;
import io.eventcart.insights.answers.HistoryEvent.CheckedOutCart;
import io.eventcart.insights.answers.HistoryEvent.CreatedCart;
import io.eventcart.insights.answers.IdleFold.IdleTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.joda.money.Money;

/** Abandonment from the contract's definition, cart by cart. */
final class AbandonmentFold {
    private AbandonmentFold() {}

    static Abandonment of(List<HistoryEvent> events, long position, Duration idle, Duration window, Period period) {
        var seen = IdleFold.seen(events, period.asOf());
        var carts = IdleFold.only(CreatedCart.class, seen).filter(cart -> IdleFold.isIn(period, cart.at()))
                .map(HistoryEvent::cart).collect(Collectors.toSet());
        carts.retainAll(IdleFold.only(AddedItem.class, seen).map(HistoryEvent::cart).collect(Collectors.toSet()));
        var bought = IdleFold.only(CheckedOutCart.class, seen).toList();
        var checkedOut = bought.stream().map(HistoryEvent::cart).collect(Collectors.toCollection(HashSet::new));
        checkedOut.retainAll(carts);
        var abandoned = IdleFold.lastIdle(seen, idle, period.asOf());
        abandoned.keySet().retainAll(carts);
        var recovered = abandoned.keySet().stream().filter(checkedOut::contains).toList();
        var completed = abandoned.keySet().stream().filter(cart -> !checkedOut.contains(cart)
                && bought.stream().anyMatch(other -> completes(abandoned.get(cart).begin(), other, window))).toList();
        var lost = new HashSet<>(abandoned.keySet());
        lost.removeAll(Set.copyOf(recovered));
        lost.removeAll(Set.copyOf(completed));
        return new Abandonment(position, carts.size(), checkedOut.size(), abandoned.size(), recovered.size(),
                completed.size(),
                lost.size(), values(abandoned.values(), lost));
    }

    private static boolean completes(HistoryEvent left, CheckedOutCart other, Duration window) {
        var isLater = other.at().isAfter(left.at())
                || other.at().equals(left.at()) && other.position() > left.position();
        return isLater && other.shopper().equals(left.shopper()) && !other.cart().equals(left.cart())
                && !other.at().isAfter(left.at().plus(window));
    }

    private static List<AbandonedValue> values(Collection<IdleTime> abandoned, Set<UUID> lost) {
        var all = new TreeMap<String, Money>();
        var ofLost = new TreeMap<String, Money>();
        for (var idle : abandoned) {
            var currency = Objects.requireNonNull(idle.content().currency());
            all.merge(currency.getCode(), idle.content().total(), Money::plus);
            ofLost.merge(currency.getCode(),
                    lost.contains(idle.begin().cart()) ? idle.content().total() : Money.zero(currency),
                    Money::plus);
        }
        var values = new ArrayList<AbandonedValue>();
        all.forEach((currency, sum) -> values.add(new AbandonedValue(currency, sum.getAmount().toPlainString(),
                ofLost.get(currency).getAmount().toPlainString())));
        return values;
    }
}
