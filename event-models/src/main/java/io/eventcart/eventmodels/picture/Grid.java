package io.eventcart.eventmodels.picture;

import io.eventcart.eventmodels.Board.Arrow;
import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The layout: lanes from top to bottom, columns from left to right.
 *
 * @param lanes their names
 * @param groups from left to right
 * @param cells of every element
 */
record Grid(List<String> lanes, List<Group> groups, Map<Element, Cell> cells) {
    private static final String MIDDLE = "Commands and views";

    /**
     * Adjacent elements: a slice.
     *
     * @param slice its id
     * @param isNeighbour whether it only shows the other ends of arrows
     */
    record Group(String slice, String title, List<Element> elements, boolean isNeighbour) {}

    /** @param column counted over all groups */
    record Cell(int lane, int column) {}

    /** @param arrows between the elements */
    static Grid of(List<Group> groups, List<Arrow> arrows) {
        var lanes = lanes(groups.stream().flatMap(group -> group.elements().stream()).toList());
        var cells = new LinkedHashMap<Element, Cell>();
        var next = 0;
        for (var group : groups) {
            var placement = new Placement(group.elements(), arrows, lanes);
            for (var placed : placement.place().entrySet()) {
                cells.put(placed.getKey(), new Cell(placed.getValue().lane(), next + placed.getValue().column()));
            }
            next += placement.columns();
        }
        return new Grid(lanes, groups, cells);
    }

    /** Screens by user, automations, commands and views, events by stream, external events. */
    private static List<String> lanes(List<Element> elements) {
        var above = elements.stream().filter(element -> element.type() == Element.Type.SCREEN).map(Grid::lane);
        var automations = elements.stream().filter(element -> element.type() == Element.Type.AUTOMATION)
                .map(Grid::lane);
        var events = elements.stream().filter(element -> element.type() == Element.Type.EVENT)
                .sorted(Comparator.comparing(Element::isExternal)).map(Grid::lane);
        return Stream.of(above, automations, Stream.of(MIDDLE), events).flatMap(lane -> lane).distinct().toList();
    }

    private static String lane(Element element) {
        return switch (element.type()) {
            case SCREEN -> Tags.value(element.tags(), Tags.ACTOR)
                    .map(actor -> Character.toUpperCase(actor.charAt(0)) + actor.substring(1)).orElse("Screens");
            case AUTOMATION -> "Automations";
            case COMMAND, READMODEL -> MIDDLE;
            case EVENT -> element.isExternal()
                    ? "From outside"
                    : "Events of "
                            + (element.aggregate() == null ? "the app" : element.aggregate().toLowerCase(Locale.ROOT));
        };
    }

    int columns() {
        return cells.values().stream().mapToInt(Cell::column).max().orElse(-1) + 1;
    }

    /** @return the first column of a group, and the one after its last */
    int[] columnsOf(Group group) {
        var columns = group.elements().stream().mapToInt(element -> Objects.requireNonNull(cells.get(element)).column())
                .sorted().toArray();
        return columns.length == 0 ? new int[]{0, 0} : new int[]{columns[0], columns[columns.length - 1] + 1};
    }

    boolean isFree(int lane, int column) {
        return !cells.containsValue(new Cell(lane, column));
    }

    /** Puts related elements into one column: a screen, its command, the event; a view, its screen. */
    private static final class Placement {
        private final List<Element> elements;
        private final List<Arrow> arrows;
        private final List<String> lanes;
        private final Map<Element, Cell> placed = new LinkedHashMap<>();
        private final Set<Cell> occupied = new HashSet<>();

        Placement(List<Element> elements, List<Arrow> arrows, List<String> lanes) {
            this.elements = elements;
            this.arrows = arrows;
            this.lanes = lanes;
        }

        Map<Element, Cell> place() {
            for (var type : List.of(Element.Type.COMMAND, Element.Type.AUTOMATION, Element.Type.READMODEL)) {
                elements.stream().filter(element -> element.type() == type).forEach(this::placeWithNeighbours);
            }
            elements.forEach(element -> place(element, 0));
            return placed;
        }

        private void placeWithNeighbours(Element element) {
            var column = place(element, 0);
            var neighbours = new ArrayList<Element>();
            for (var arrow : arrows) {
                if (arrow.to().equals(element) && element.type() != Element.Type.READMODEL) {
                    neighbours.add(arrow.from());
                } else if (arrow.from().equals(element) && element.type() != Element.Type.AUTOMATION) {
                    neighbours.add(arrow.to());
                }
            }
            neighbours.stream().filter(elements::contains).forEach(other -> place(other, column));
        }

        private int place(Element element, int preferred) {
            if (placed.containsKey(element)) {
                return placed.get(element).column();
            }
            var cell = new Cell(lanes.indexOf(lane(element)), preferred);
            while (!occupied.add(cell)) {
                cell = new Cell(cell.lane(), cell.column() + 1);
            }
            placed.put(element, cell);
            return cell.column();
        }

        int columns() {
            return placed.values().stream().mapToInt(Cell::column).max().orElse(-1) + 1;
        }
    }
}
