package io.eventcart.eventmodels.picture;

import io.eventcart.eventmodels.Board.Arrow;
import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.picture.Grid.Cell;
import io.eventcart.eventmodels.picture.Grid.Group;
import io.eventcart.eventmodels.picture.Routes.Bus;
import io.eventcart.eventmodels.picture.Routes.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Draws the lanes with all elements and arrows, from a grid and its routes. */
final class Timeline {
    static final int HEAD = 52;
    private static final int LANE_NAMES = 124;
    private static final int LANE_PADDING = 12;
    private static final int TRACK = 9;
    private static final int BEND = 6;

    private final Grid grid;
    private final Routes routes;
    private final Map<Element, ElementBox> boxes = new HashMap<>();
    private final int[] columnX;
    private final int[] laneY;
    private final int[] laneHeight;
    private final int right;
    private final int bottom;

    /** @param top the y coordinate of the groups' heads */
    Timeline(Grid grid, List<Arrow> arrows, boolean withFields, int top) {
        this.grid = grid;
        this.routes = new Routes(grid, arrows);
        grid.cells().keySet().forEach(element -> boxes.put(element, new ElementBox(element, withFields)));
        columnX = new int[grid.columns()];
        var x = LANE_NAMES;
        for (var column = 0; column < columnX.length; column++) {
            columnX[column] = x + gutterWidth(column);
            x = columnX[column] + ElementBox.WIDTH;
        }
        right = x + gutterWidth(columnX.length);
        laneY = new int[grid.lanes().size()];
        laneHeight = new int[laneY.length];
        var y = top + HEAD;
        for (var lane = 0; lane < laneY.length; lane++) {
            laneY[lane] = y + channelHeight(lane);
            laneHeight[lane] = tallest(lane) + 2 * LANE_PADDING;
            y = laneY[lane] + laneHeight[lane];
        }
        bottom = y + channelHeight(laneY.length);
    }

    private int gutterWidth(int gutter) {
        return 22 + TRACK * Math.max(0, routes.tracksOfGutter(gutter) - 1);
    }

    private int channelHeight(int channel) {
        var tracks = routes.tracksOfChannel(channel);
        return tracks == 0 && channel > 0 && channel < grid.lanes().size() ? 18 : 14 + TRACK * tracks;
    }

    private int tallest(int lane) {
        return grid.cells().entrySet().stream().filter(cell -> cell.getValue().lane() == lane)
                .mapToInt(cell -> Objects.requireNonNull(boxes.get(cell.getKey())).height()).max().orElse(0);
    }

    int width() {
        return right;
    }

    int bottom() {
        return bottom;
    }

    /** @return the x coordinates of a group's beginning and end */
    int[] extent(Group group) {
        var columns = grid.columnsOf(group);
        return new int[]{columnX[columns[0]] - gutterWidth(columns[0]) / 2,
                columnX[columns[1] - 1] + ElementBox.WIDTH + gutterWidth(columns[1]) / 2};
    }

    void draw(Svg svg) {
        for (var lane = 0; lane < laneY.length; lane++) {
            svg.rect("band", 0, laneY[lane], right, laneHeight[lane], 0);
            var line = laneY[lane] + laneHeight[lane] / 2
                    - 7 * (TextLayout.wrap(grid.lanes().get(lane), 12, LANE_NAMES - 24).size() - 1);
            for (var part : TextLayout.wrap(grid.lanes().get(lane), 12, LANE_NAMES - 24)) {
                svg.text("lane", 16, line + 4, part);
                line += 15;
            }
        }
        routes.all().forEach(route -> drawArrow(svg, route));
        for (var group : grid.groups()) {
            svg.open("g", group.isNeighbour() ? "class=\"ghost\"" : "");
            group.elements()
                    .forEach(element -> Objects.requireNonNull(boxes.get(element)).draw(svg,
                            columnX[cell(element).column()],
                            boxY(element)));
            svg.close("g");
        }
    }

    private Cell cell(Element element) {
        return Objects.requireNonNull(grid.cells().get(element));
    }

    private int boxY(Element element) {
        var lane = cell(element).lane();
        return laneY[lane] + (laneHeight[lane] - Objects.requireNonNull(boxes.get(element)).height()) / 2;
    }

    private int portX(int column, Bus bus) {
        var ports = routes.portsOf(column);
        var step = Math.min(20, (ElementBox.WIDTH - 24) / Math.max(1, ports));
        return columnX[column] + ElementBox.WIDTH / 2 + (2 * routes.portIn(column, bus) - (ports - 1)) * step / 2;
    }

    private int channelY(int channel, Bus bus) {
        var top = channel == 0 ? laneY[0] - channelHeight(0) : laneY[channel - 1] + laneHeight[channel - 1];
        return top + 11 + TRACK * routes.trackInChannel(channel, bus);
    }

    private int gutterX(int gutter, Bus bus) {
        var left = gutter == 0 ? LANE_NAMES : columnX[gutter - 1] + ElementBox.WIDTH;
        return left + 11 + TRACK * routes.trackInGutter(gutter, bus);
    }

    private void drawArrow(Svg svg, Route route) {
        var bus = route.bus();
        var isUp = route.to().lane() < route.from().lane();
        var from = route.arrow().from();
        var to = route.arrow().to();
        var startX = portX(route.from().column(), bus);
        var endX = portX(route.to().column(), bus);
        var points = new ArrayList<int[]>();
        points.add(
                new int[]{startX, isUp ? boxY(from) : boxY(from) + Objects.requireNonNull(boxes.get(from)).height()});
        if (!route.isStraight()) {
            var first = channelY(route.firstChannel(), bus);
            points.add(new int[]{startX, first});
            if (route.gutter() >= 0) {
                var gutter = gutterX(route.gutter(), bus);
                var last = channelY(route.lastChannel(), bus);
                points.add(new int[]{gutter, first});
                points.add(new int[]{gutter, last});
                points.add(new int[]{endX, last});
            } else {
                points.add(new int[]{endX, first});
            }
        }
        points.add(
                new int[]{endX, isUp ? boxY(to) + Objects.requireNonNull(boxes.get(to)).height() + 1 : boxY(to) - 1});
        var kind = Styles.of(from.type());
        svg.path("arrow a-" + kind + "\" marker-end=\"url(#" + kind + ")", rounded(points));
    }

    private static String rounded(List<int[]> points) {
        var path = new StringBuilder("M%d %d".formatted(points.getFirst()[0], points.getFirst()[1]));
        for (var n = 1; n < points.size() - 1; n++) {
            var at = points.get(n);
            var before = towards(at, points.get(n - 1));
            var after = towards(at, points.get(n + 1));
            path.append("L%d %dQ%d %d %d %d".formatted(before[0], before[1], at[0], at[1], after[0], after[1]));
        }
        return path.append("L%d %d".formatted(points.getLast()[0], points.getLast()[1])).toString();
    }

    /** A point a little way along, at most half way. */
    private static int[] towards(int[] from, int[] to) {
        var dx = to[0] - from[0];
        var dy = to[1] - from[1];
        return new int[]{from[0] + Integer.signum(dx) * Math.min(BEND, Math.abs(dx) / 2),
                from[1] + Integer.signum(dy) * Math.min(BEND, Math.abs(dy) / 2)};
    }
}
