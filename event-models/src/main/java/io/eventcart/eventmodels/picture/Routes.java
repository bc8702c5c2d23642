package io.eventcart.eventmodels.picture;

import io.eventcart.eventmodels.Board.Arrow;
import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.picture.Grid.Cell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Routes arrows through a grid. Channel {@code n} lies above lane {@code n}, gutter {@code n} left of column {@code n}.
 *
 * <p>Arrows to one view, or from one event, share a track as far as possible: a bus.
 */
final class Routes {
    /** The bus of an arrow: all arrows of its hub. */
    record Bus(Element hub, boolean isInto) {}

    /**
     * Up or down from {@code from}, along a channel, and where the two channels differ through a gutter to the other one, and
     * on to {@code to}.
     *
     * @param gutter -1 if the arrow needs none
     */
    record Route(Arrow arrow, Bus bus, Cell from, Cell to, int firstChannel, int gutter, int lastChannel) {
        boolean isStraight() {
            return gutter < 0 && from.column() == to.column();
        }
    }

    private record Span(Bus bus, double from, double to) {
        boolean meets(Span other) {
            return from <= other.to && other.from <= to;
        }
    }

    private final Grid grid;
    private final List<Route> routes = new ArrayList<>();
    private final Map<Integer, Map<Bus, Integer>> channels = new TreeMap<>();
    private final Map<Integer, Map<Bus, Integer>> gutters = new TreeMap<>();
    private final Map<Integer, Map<Bus, Integer>> ports = new TreeMap<>();

    Routes(Grid grid, List<Arrow> arrows) {
        this.grid = grid;
        var outOf = new HashMap<Element, Integer>();
        var into = new HashMap<Element, Integer>();
        arrows.forEach(arrow -> outOf.merge(arrow.from(), 1, Integer::sum));
        arrows.forEach(arrow -> into.merge(arrow.to(), 1, Integer::sum));
        for (var arrow : arrows) {
            var isInto = into.getOrDefault(arrow.to(), 0) > outOf.getOrDefault(arrow.from(), 0);
            routes.add(route(arrow, new Bus(isInto ? arrow.to() : arrow.from(), isInto)));
        }
        tracks();
    }

    private Route route(Arrow arrow, Bus bus) {
        var from = Objects.requireNonNull(grid.cells().get(arrow.from()));
        var to = Objects.requireNonNull(grid.cells().get(arrow.to()));
        var isUp = to.lane() < from.lane();
        var first = isUp ? from.lane() : from.lane() + 1;
        var last = isUp ? to.lane() + 1 : to.lane();
        var between = IntStream.range(Math.min(first, last), Math.max(first, last));
        if (between.allMatch(lane -> grid.isFree(lane, to.column()))) {
            return new Route(arrow, bus, from, to, first, -1, first);
        }
        var gutter = from.column() < to.column() ? to.column() : to.column() + 1;
        return new Route(arrow, bus, from, to, first, gutter, last);
    }

    List<Route> all() {
        return routes;
    }

    /** @return how many tracks a channel needs */
    int tracksOfChannel(int channel) {
        return count(channels.get(channel));
    }

    int tracksOfGutter(int gutter) {
        return count(gutters.get(gutter));
    }

    int portsOf(int column) {
        return count(ports.get(column));
    }

    private static int count(@Nullable Map<Bus, Integer> tracks) {
        return tracks == null ? 0 : tracks.values().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    }

    int trackInChannel(int channel, Bus bus) {
        return track(channels, channel, bus);
    }

    int trackInGutter(int gutter, Bus bus) {
        return track(gutters, gutter, bus);
    }

    int portIn(int column, Bus bus) {
        return track(ports, column, bus);
    }

    private static int track(Map<Integer, Map<Bus, Integer>> tracks, int place, Bus bus) {
        return tracks.getOrDefault(place, Map.of()).getOrDefault(bus, 0);
    }

    /** The coordinate of a gutter is its number, of a column's middle its number plus a half; likewise for channels and lanes. */
    private void tracks() {
        var inChannels = new TreeMap<Integer, Map<Bus, Span>>();
        var inGutters = new TreeMap<Integer, Map<Bus, Span>>();
        var inColumns = new TreeMap<Integer, Map<Bus, Span>>();
        for (var route : routes) {
            var from = route.from().column() + 0.5;
            var to = route.to().column() + 0.5;
            if (route.gutter() >= 0) {
                add(inChannels, route.firstChannel(), route.bus(), from, route.gutter());
                add(inGutters, route.gutter(), route.bus(), route.firstChannel(), route.lastChannel());
                add(inChannels, route.lastChannel(), route.bus(), route.gutter(), to);
            } else if (!route.isStraight()) {
                add(inChannels, route.firstChannel(), route.bus(), from, to);
            }
            add(inColumns, route.from().column(), route.bus(), route.from().lane() + 0.5, route.firstChannel());
            add(inColumns, route.to().column(), route.bus(), route.to().lane() + 0.5, route.lastChannel());
        }
        inChannels.forEach((channel, spans) -> channels.put(channel,
                assigned(spans.values(), Comparator.comparingDouble(Span::from))));
        inGutters.forEach((gutter, spans) -> gutters.put(gutter,
                assigned(spans.values(), Comparator.comparingDouble(Span::from))));
        inColumns.forEach((column, spans) -> ports.put(column,
                assigned(spans.values(), Comparator.comparingDouble(span -> centre(span.bus())))));
    }

    private static void add(Map<Integer, Map<Bus, Span>> spans, int place, Bus bus, double from, double to) {
        var span = new Span(bus, Math.min(from, to), Math.max(from, to));
        spans.computeIfAbsent(place, p -> new LinkedHashMap<>()).merge(bus, span,
                (one, two) -> new Span(bus, Math.min(one.from(), two.from()), Math.max(one.to(), two.to())));
    }

    /** @return the average column of the bus's ends, so that arrows to the left leave a box at its left */
    private double centre(Bus bus) {
        return routes.stream().filter(route -> route.bus().equals(bus))
                .flatMapToInt(route -> IntStream.of(route.from().column(), route.to().column())).average().orElse(0);
    }

    /** @return for each bus the lowest track on which it meets no other */
    private static Map<Bus, Integer> assigned(Collection<Span> spans, Comparator<Span> order) {
        var tracks = new ArrayList<List<Span>>();
        var assigned = new HashMap<Bus, Integer>();
        for (var span : spans.stream().sorted(order).toList()) {
            var track = 0;
            while (track < tracks.size() && tracks.get(track).stream().anyMatch(span::meets)) {
                track++;
            }
            if (track == tracks.size()) {
                tracks.add(new ArrayList<>());
            }
            tracks.get(track).add(span);
            assigned.put(span.bus(), track);
        }
        return assigned;
    }
}
