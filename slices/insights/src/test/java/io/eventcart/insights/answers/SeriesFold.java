package io.eventcart.insights.answers;

import io.eventcart.insights.answers.CartSeries.Revenue;
import io.eventcart.insights.answers.CartSeries.SeriesBucket;
import io.eventcart.insights.answers.HistoryEvent.CheckedOutCart;
import io.eventcart.insights.answers.HistoryEvent.CreatedCart;
import io.eventcart.insights.answers.IdleFold.IdleTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.joda.money.Money;

/** The series from the contract's definition, bucket by bucket; for buckets of some hours, days or weeks, after 1970. */
final class SeriesFold {
    private final List<HistoryEvent> seen;
    private final Duration bucket;
    private final Duration idle;
    private final Period period;

    private SeriesFold(List<HistoryEvent> seen, Duration bucket, Duration idle, Period period) {
        this.seen = seen;
        this.bucket = bucket;
        this.idle = idle;
        this.period = period;
    }

    static CartSeries of(List<HistoryEvent> events, long position, Duration bucket, Duration idle, Period period) {
        return new CartSeries(position, bucket,
                new SeriesFold(IdleFold.seen(events, period.asOf()), bucket, idle, period).items());
    }

    private List<SeriesBucket> items() {
        var items = new ArrayList<SeriesBucket>();
        var begin = period.from() != null
                ? period.from()
                : IdleFold.only(CreatedCart.class, seen).map(HistoryEvent::at)
                        .min(Comparator.naturalOrder()).orElse(Instant.MAX);
        var end = period.to() != null
                ? period.to()
                : seen.stream().map(HistoryEvent::at)
                        .max(Comparator.naturalOrder()).map(at -> at.plusNanos(1)).orElse(Instant.MIN);
        if (begin.isBefore(end)) {
            for (var start = floor(begin); start.isBefore(end); start = start.plus(bucket)) {
                items.add(item(start, start.plus(bucket)));
            }
        }
        return items;
    }

    private Instant floor(Instant at) {
        var origin = bucket.toDays() % 7 == 0 && bucket.toDays() > 0
                ? Instant.parse("1970-01-05T00:00:00Z")
                : Instant.EPOCH;
        return origin.plus(bucket.multipliedBy(Duration.between(origin, at).dividedBy(bucket)));
    }

    private SeriesBucket item(Instant start, Instant end) {
        var within = new Period(start, end, period.asOf());
        var counted = seen.stream()
                .filter(event -> IdleFold.isIn(within, event.at()) && IdleFold.isIn(period, event.at()))
                .toList();
        var opened = IdleFold.only(CreatedCart.class, counted).map(HistoryEvent::cart).toList();
        var left = IdleFold.lastIdle(seen, idle, period.asOf()).values().stream().map(IdleTime::begin)
                .filter(counted::contains).count();
        var converted = IdleFold.only(CheckedOutCart.class, seen).filter(bought -> opened.contains(bought.cart()))
                .count();
        var revenue = new TreeMap<String, Money>();
        IdleFold.only(CheckedOutCart.class, counted)
                .forEach(bought -> revenue.merge(bought.total().getCurrencyUnit().getCode(), bought.total(),
                        Money::plus));
        return new SeriesBucket(start, opened.size(), left, IdleFold.only(CheckedOutCart.class, counted).count(),
                revenue.entrySet().stream()
                        .map(sum -> new Revenue(sum.getKey(), sum.getValue().getAmount().toPlainString()))
                        .toList(),
                opened.isEmpty() ? null : (double) converted / opened.size());
    }
}
