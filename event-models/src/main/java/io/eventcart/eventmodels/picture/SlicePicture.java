package io.eventcart.eventmodels.picture;

import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Board.Arrow;
import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Model;
import io.eventcart.eventmodels.Slice;
import io.eventcart.eventmodels.picture.Grid.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Draws one slice with its fields, its neighbours, and its specifications as cards. */
final class SlicePicture {
    private static final int TOP = 64;
    private static final int MARGIN = 16;
    private static final int LEAST_CARDS = 3;

    private SlicePicture() {}

    static String of(Board board, Slice slice) {
        var own = slice.elements().toList();
        var arrows = board.arrows().stream()
                .filter(arrow -> own.contains(arrow.from()) || own.contains(arrow.to())).toList();
        var groups = groups(board, slice, own, arrows);
        var timeline = new Timeline(Grid.of(groups, arrows), arrows, true, TOP);
        var svg = new Svg();
        svg.text("big", MARGIN, 34, slice.title());
        svg.text("quiet", MARGIN, 53,
                slice.sliceType().name().replace('_', ' ').toLowerCase(Locale.ROOT) + ", slices/" + slice.id());
        groups.forEach(group -> drawHead(svg, group, timeline.extent(group)));
        timeline.draw(svg);
        var cards = slice.specifications().stream().map(SpecificationCard::new).toList();
        var columns = Math.max(LEAST_CARDS, (timeline.width() - MARGIN) / (SpecificationCard.WIDTH + MARGIN));
        svg.text("head1", MARGIN, timeline.bottom() + 34, cards.size() + " specifications");
        var bottom = drawCards(svg, cards, columns, timeline.bottom() + 48);
        return Svg.picture(slice.title() + ", a slice of Eventcart",
                Math.max(timeline.width(), MARGIN + columns * (SpecificationCard.WIDTH + MARGIN)), bottom, svg);
    }

    /** Earlier neighbours at the left, later ones at the right. */
    private static List<Group> groups(Board board, Slice slice, List<Element> own, List<Arrow> arrows) {
        Predicate<Element> isConnected = element -> arrows.stream()
                .anyMatch(arrow -> arrow.from().equals(element) || arrow.to().equals(element));
        var groups = new ArrayList<Group>();
        for (var other : board.models().stream().map(Model::slice).toList()) {
            var visible = other.equals(slice) ? own : other.elements().filter(isConnected).toList();
            if (!visible.isEmpty()) {
                groups.add(new Group(other.id(), other.title(), visible, !other.equals(slice)));
            }
        }
        return groups;
    }

    private static void drawHead(Svg svg, Group group, int[] extent) {
        var title = TextLayout.cut(group.title(), 15, extent[1] - extent[0] - 24);
        if (group.isNeighbour()) {
            svg.open("a", "href=\"" + group.slice() + ".svg\"");
            svg.text("link", extent[0] + 14, TOP + 24, title);
            svg.close("a");
        } else {
            svg.rect("head", extent[0] + 3, TOP, extent[1] - extent[0] - 6, Timeline.HEAD - 14, 6);
            svg.text("head1", extent[0] + 14, TOP + 24, title);
        }
    }

    /** Puts each card into the shortest column. */
    private static int drawCards(Svg svg, List<SpecificationCard> cards, int columns, int top) {
        var bottoms = new int[columns];
        Arrays.fill(bottoms, top);
        for (var card : cards) {
            var column = 0;
            for (var other = 1; other < columns; other++) {
                column = bottoms[other] < bottoms[column] ? other : column;
            }
            card.draw(svg, MARGIN + column * (SpecificationCard.WIDTH + MARGIN), bottoms[column]);
            bottoms[column] += card.height() + MARGIN;
        }
        return Arrays.stream(bottoms).max().orElse(top);
    }
}
