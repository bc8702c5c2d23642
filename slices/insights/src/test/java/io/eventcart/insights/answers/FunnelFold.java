package io.eventcart.insights.answers;

import io.eventcart.insights.answers.Funnel.FunnelStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A funnel from the contract's definition: it tries every sequence of events. */
final class FunnelFold {
    private final List<String> steps;
    private final @Nullable Duration within;
    private final Period period;

    private FunnelFold(List<String> steps, @Nullable Duration within, Period period) {
        this.steps = steps;
        this.within = within;
        this.period = period;
    }

    static Funnel of(List<HistoryEvent> events, long position, FunnelUnit by, List<String> steps,
            @Nullable Duration within,
            Period period) {
        Function<HistoryEvent, Object> unit = by == FunnelUnit.CART ? HistoryEvent::cart : HistoryEvent::shopper;
        var fold = new FunnelFold(steps, within, period);
        var paths = IdleFold.seen(events, period.asOf()).stream().collect(Collectors.groupingBy(unit)).values().stream()
                .map(fold::path).toList();
        var items = new ArrayList<FunnelStep>();
        for (var step = 1; step <= steps.size(); step++) {
            items.add(fold.item(step, paths));
        }
        return new Funnel(position, items);
    }

    private FunnelStep item(int step, List<List<HistoryEvent>> paths) {
        var reached = paths.stream().filter(path -> path.size() >= step).toList();
        var first = paths.stream().filter(path -> !path.isEmpty()).count();
        var previous = paths.stream().filter(path -> path.size() >= step - 1).count();
        return new FunnelStep(steps.get(step - 1), reached.size(), first == 0 ? null : (double) reached.size() / first,
                step == 1 || previous == 0 ? null : (double) reached.size() / previous,
                step == 1 || reached.isEmpty()
                        ? null
                        : median(reached.stream()
                                .map(path -> Duration.between(path.get(step - 2).at(), path.get(step - 1).at()))
                                .sorted().toList()));
    }

    private static Duration median(List<Duration> sorted) {
        return sorted.get((sorted.size() - 1) / 2).plus(sorted.get(sorted.size() / 2)).dividedBy(2);
    }

    /** @return the events that the unit got to its furthest step by; empty if it did not begin */
    private List<HistoryEvent> path(List<HistoryEvent> history) {
        List<HistoryEvent> path = List.of();
        for (var first : history) {
            if (first.type().equals(steps.getFirst()) && IdleFold.isIn(period, first.at())) {
                var reach = 1 + further(history, first, first, 1);
                if (reach > path.size()) {
                    path = quickest(history, first, reach);
                }
            }
        }
        return path;
    }

    /** @return how many more steps can be reached after {@code last}, which reached {@code reached} steps */
    private int further(List<HistoryEvent> history, HistoryEvent first, HistoryEvent last, int reached) {
        if (reached == steps.size()) {
            return 0;
        }
        return history.stream().filter(next -> follows(first, last, next, reached))
                .mapToInt(next -> 1 + further(history, first, next, reached + 1)).max().orElse(0);
    }

    private boolean follows(HistoryEvent first, HistoryEvent last, HistoryEvent next, int reached) {
        return next.type().equals(steps.get(reached)) && next.position() > last.position()
                && (within == null || Duration.between(first.at(), next.at()).compareTo(within) <= 0);
    }

    private List<HistoryEvent> quickest(List<HistoryEvent> history, HistoryEvent first, int reach) {
        var path = new ArrayList<>(List.of(first));
        while (path.size() < reach) {
            path.add(history.stream().filter(next -> follows(first, path.getLast(), next, path.size())).findFirst()
                    .orElseThrow());
        }
        return path;
    }
}
