package io.eventcart.eventmodels.picture;

import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Model;
import io.eventcart.eventmodels.Slice;
import io.eventcart.eventmodels.Specification;
import io.eventcart.eventmodels.picture.Grid.Group;
import java.util.Locale;

/** All slices on one timeline, the titles of their specifications below. A click on a slice opens its picture. */
final class BoardPicture {
    private static final int TITLE = 56;
    private static final int RULE_LINE = 15;
    private static final int RULE_GAP = 5;
    private static final int MARGIN = 24;

    private BoardPicture() {}

    static String of(Board board) {
        var groups = board.models().stream().map(Model::slice)
                .map(slice -> new Group(slice.id(), slice.title(), slice.elements().toList(), false)).toList();
        var arrows = board.arrows();
        var timeline = new Timeline(Grid.of(groups, arrows), arrows, false, TITLE);
        var svg = new Svg();
        svg.text("big", 16, 36, "Eventcart, the event model");
        var bottom = timeline.bottom();
        for (var n = 0; n < groups.size(); n++) {
            var slice = board.models().get(n).slice();
            var extent = timeline.extent(groups.get(n));
            drawHead(svg, slice, extent);
        }
        timeline.draw(svg);
        for (var n = 0; n < groups.size(); n++) {
            bottom = Math.max(bottom, drawRules(svg, board.models().get(n).slice(), timeline.extent(groups.get(n)),
                    timeline.bottom()));
        }
        for (var n = 0; n < groups.size(); n++) {
            drawLink(svg, board.models().get(n).slice(), timeline.extent(groups.get(n)), bottom);
        }
        return Svg.picture("The event model of Eventcart", timeline.width() + MARGIN / 2, bottom + MARGIN, svg);
    }

    private static void drawHead(Svg svg, Slice slice, int[] extent) {
        svg.rect("head", extent[0] + 3, TITLE, extent[1] - extent[0] - 6, Timeline.HEAD - 4, 6);
        svg.text("head1", extent[0] + 14, TITLE + 21, TextLayout.cut(slice.title(), 15, extent[1] - extent[0] - 28));
        svg.text("quiet", extent[0] + 14, TITLE + 38,
                slice.sliceType().name().replace('_', ' ').toLowerCase(Locale.ROOT));
    }

    /** @return the y coordinate of their end */
    private static int drawRules(Svg svg, Slice slice, int[] extent, int top) {
        var width = extent[1] - extent[0] - 42;
        var y = top + 20;
        svg.text("quiet", extent[0] + 14, y, slice.specifications().size() + " specifications");
        y += 10;
        for (var specification : slice.specifications()) {
            svg.circle(outcome(specification), extent[0] + 19, y + 10, 4);
            for (var line : TextLayout.wrap(specification.title(), 12, width)) {
                y += RULE_LINE;
                svg.text("rule1", extent[0] + 30, y, line);
            }
            y += RULE_GAP;
        }
        return y;
    }

    private static String outcome(Specification specification) {
        return specification.then().isEmpty() ? "none" : Styles.of(specification.then().getFirst().type());
    }

    private static void drawLink(Svg svg, Slice slice, int[] extent, int bottom) {
        svg.open("a", "href=\"pictures/" + slice.id() + ".svg\"");
        svg.title(slice.title() + ": open its specifications");
        svg.rect("hit", extent[0], TITLE, extent[1] - extent[0], bottom - TITLE + 8, 6);
        svg.close("a");
        if (extent[0] > 130) {
            svg.line("rule", extent[0], TITLE, extent[0], bottom + 8);
        }
    }
}
