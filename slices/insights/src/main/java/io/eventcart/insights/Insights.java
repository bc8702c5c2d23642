package io.eventcart.insights;

import io.eventcart.insights.answers.Abandonment;
import io.eventcart.insights.answers.AbandonmentQuery;
import io.eventcart.insights.answers.BeforeCheckout;
import io.eventcart.insights.answers.BeforeCheckoutQuery;
import io.eventcart.insights.answers.Funnel;
import io.eventcart.insights.answers.FunnelQuery;
import io.eventcart.insights.answers.FunnelUnit;
import io.eventcart.insights.answers.ProductRanking;
import io.eventcart.insights.answers.ProductSort;
import io.eventcart.insights.answers.ProductsQuery;
import io.eventcart.insights.answers.CartSeries;
import io.eventcart.insights.answers.SeriesQuery;
import io.eventcart.insights.copy.AnalyticalCopy;
import io.eventcart.insights.copy.AnalyticalCopy.Progress;
import io.eventcart.insights.copy.EventTables;
import io.eventcart.platform.sliceapi.EventTypes;
import io.eventcart.platform.sliceapi.InvalidRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ready answers, from the texts of a call or of a command line. All throw {@link InvalidRequest} for a malformed argument. */
@Component
final class Insights {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_STEPS = 20;

    private final AnalyticalCopy copy;
    private final EventTypes types;
    private final Clock clock;

    Insights(AnalyticalCopy copy, EventTypes types, Clock clock) {
        this.copy = copy;
        this.types = types;
        this.clock = clock;
    }

    /**
     * @param by {@code cart} or {@code shopper}; cart if null
     * @param steps types of events, such as {@code cart.item-added}
     * @param within a duration; without limit if null
     */
    record FunnelRequest(@Nullable String by, @Nullable List<@Nullable String> steps, @Nullable String within,
            @Nullable String from, @Nullable String to, @Nullable String asOf) {}

    Progress progress() {
        return copy.progress();
    }

    /** @return the position up to which there are events */
    long head() {
        return copy.head();
    }

    /** Waits until the copy has all events; see {@link AnalyticalCopy#catchUp}. */
    long catchUp(LongConsumer watcher) throws InterruptedException {
        return copy.catchUp(watcher);
    }

    Funnel funnel(FunnelRequest request, @Nullable Long atLeast) {
        var by = unit(request.by());
        var steps = steps(request.steps());
        var within = Arguments.duration("within", request.within());
        var period = Arguments.period(request.from(), request.to(), request.asOf(), clock);
        return copy.ask(atLeast, seen -> new FunnelQuery(seen.connection(), EventTables::nameFor)
                .answer(seen.position(), by, steps, within, period));
    }

    private static FunnelUnit unit(@Nullable String by) {
        return switch (by) {
            case null -> FunnelUnit.CART;
            case "cart" -> FunnelUnit.CART;
            case "shopper" -> FunnelUnit.SHOPPER;
            default -> throw new InvalidRequest("by", "is neither cart nor shopper");
        };
    }

    private List<String> steps(@Nullable List<@Nullable String> given) {
        if (given == null || given.isEmpty() || given.size() > MOST_STEPS) {
            throw new InvalidRequest("steps", "must be 1 to " + MOST_STEPS + " event types, such as cart.item-added");
        }
        for (var i = 0; i < given.size(); i++) {
            var step = given.get(i);
            if (step == null || !types.byName().containsKey(step)) {
                throw new InvalidRequest("steps[" + i + "]", "is no event type. The types are "
                        + String.join(", ", types.byName().keySet()));
            }
        }
        return given.stream().map(Objects::requireNonNull).toList();
    }

    Abandonment abandonment(@Nullable String idle, @Nullable String window, @Nullable String from, @Nullable String to,
            @Nullable String asOf, @Nullable Long atLeast) {
        var idleTime = Arguments.duration("idle", idle, HOUR);
        var windowTime = Arguments.duration("window", window, WEEK);
        var period = Arguments.period(from, to, asOf, clock);
        return copy.ask(atLeast,
                seen -> new AbandonmentQuery(seen.connection()).answer(seen.position(), idleTime, windowTime, period));
    }

    ProductRanking products(@Nullable String from, @Nullable String to, @Nullable String asOf, @Nullable String sort,
            int limit,
            @Nullable Long atLeast) {
        var order = sort(sort == null ? "timesAdded" : sort);
        var period = Arguments.period(from, to, asOf, clock);
        return copy.ask(atLeast,
                seen -> new ProductsQuery(seen.connection()).answer(seen.position(), period, order, limit));
    }

    private static ProductSort sort(String field) {
        try {
            return ProductSort.of(field);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("sort", String.valueOf(e.getMessage()));
        }
    }

    BeforeCheckout beforeCheckout(int last, @Nullable String idle, @Nullable String asOf, @Nullable Long atLeast) {
        var idleTime = Arguments.duration("idle", idle, HOUR);
        var period = Arguments.period(null, null, asOf, clock);
        return copy.ask(atLeast,
                seen -> new BeforeCheckoutQuery(seen.connection()).answer(seen.position(), last, idleTime,
                        period.asOf()));
    }

    CartSeries series(@Nullable String bucket, @Nullable String idle, @Nullable String from, @Nullable String to,
            @Nullable String asOf, @Nullable Long atLeast) {
        var width = Arguments.duration("bucket", bucket, DAY);
        var idleTime = Arguments.duration("idle", idle, HOUR);
        var period = Arguments.period(from, to, asOf, clock);
        return copy.ask(atLeast,
                seen -> new SeriesQuery(seen.connection()).answer(seen.position(), width, idleTime, period));
    }
}
