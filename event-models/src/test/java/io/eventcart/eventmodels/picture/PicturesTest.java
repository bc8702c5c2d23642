package io.eventcart.eventmodels.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Dependency;
import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Model;
import io.eventcart.eventmodels.Slice;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

final class PicturesTest {
    private static final Board BOARD = Board.read(Path.of("models"));
    private static final Pattern BOX = Pattern.compile("<rect class=\"(?:command|event|view|automation|screen)[^\"]*\" "
            + "x=\"(\\d+)\" y=\"(\\d+)\" width=\"172\" height=\"(\\d+)\"");
    private static final Pattern ARROW = Pattern.compile("marker-end=\"[^\"]*\" d=\"([^\"]*)\"");

    @Test
    void the_pictures_show_the_models_as_they_are() throws IOException {
        var drawn = Pictures.of(BOARD);
        var files = new TreeSet<String>(List.of("board.svg"));
        try (var pictures = Files.list(Path.of("pictures"))) {
            pictures.forEach(file -> files.add("pictures/" + file.getFileName()));
        }

        assertThat(files).as("pictures; bin/draw-models draws them anew, delete those of slices that are gone")
                .isEqualTo(drawn.keySet());
        for (var picture : drawn.entrySet()) {
            assertThat(Files.readString(Path.of(picture.getKey())).equals(picture.getValue()))
                    .as("event-models/%s shows the models as they are. If not, bin/draw-models draws it anew",
                            picture.getKey())
                    .isTrue();
        }
    }

    @Test
    void the_same_models_make_the_same_pictures() {
        assertThat(Pictures.of(Board.read(Path.of("models")))).isEqualTo(Pictures.of(BOARD));
    }

    @Test
    void the_order_in_which_the_files_are_read_does_not_matter() {
        assertThat(Pictures.of(new Board(BOARD.models().reversed()))).isEqualTo(Pictures.of(BOARD));
    }

    @Test
    void every_picture_is_well_formed_and_fetches_nothing() throws Exception {
        for (var picture : Pictures.of(BOARD).entrySet()) {
            var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.parse(new InputSource(new StringReader(picture.getValue())));
            assertThat(picture.getValue()).doesNotContain("<script", "@import", "<image", "url(http");
        }
    }

    @Test
    void every_slice_of_the_board_is_a_link_to_its_picture() {
        assertThat(BOARD.models()).allSatisfy(model -> assertThat(Pictures.of(BOARD).get("board.svg"))
                .contains("<a href=\"pictures/" + model.slice().id() + ".svg\">"));
    }

    @Test
    void on_a_board_of_30_slices_no_two_boxes_overlap_and_no_arrow_crosses_a_box() {
        var picture = Objects.requireNonNull(Pictures.of(thirtySlices()).get("board.svg"));
        var boxes = boxes(picture);

        assertThat(boxes).hasSize(30 * 4);
        for (var one : boxes) {
            assertThat(boxes).filteredOn(other -> !other.equals(one)).noneMatch(one::overlaps);
        }
        var arrows = ARROW.matcher(picture).results().map(match -> match.group(1)).toList();
        assertThat(arrows).hasSizeGreaterThan(30 * 4);
        assertThat(arrows).allSatisfy(arrow -> assertThat(boxes).as(arrow).noneMatch(box -> box.isCrossedBy(arrow)));
    }

    private record Rectangle(int x, int y, int width, int height) {
        boolean overlaps(Rectangle other) {
            return x < other.x + other.width && other.x < x + width && y < other.y + other.height
                    && other.y < y + height;
        }

        /** Uses the corners of rounded bends. */
        boolean isCrossedBy(String path) {
            var numbers = Pattern.compile("\\d+").matcher(path).results().mapToInt(n -> Integer.parseInt(n.group()))
                    .toArray();
            for (var n = 0; n + 3 < numbers.length; n += 2) {
                var segment = new Rectangle(Math.min(numbers[n], numbers[n + 2]),
                        Math.min(numbers[n + 1], numbers[n + 3]),
                        Math.abs(numbers[n] - numbers[n + 2]) + 1, Math.abs(numbers[n + 1] - numbers[n + 3]) + 1);
                if (new Rectangle(x + 2, y + 2, width - 4, height - 4).overlaps(segment)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static List<Rectangle> boxes(String picture) {
        return BOX.matcher(picture).results().map(box -> new Rectangle(Integer.parseInt(box.group(1)),
                Integer.parseInt(box.group(2)), 172, Integer.parseInt(box.group(3)))).toList();
    }

    /** Slices with a screen, a command, an event and a view each; a view also reads the events of two earlier slices. */
    static Board thirtySlices() {
        return new Board(IntStream.range(0, 30).mapToObj(PicturesTest::slice).toList());
    }

    private static Model slice(int n) {
        var screen = element("Screen" + n, Element.Type.SCREEN, arrow("Command" + n, Element.Type.COMMAND));
        var command = element("Command" + n, Element.Type.COMMAND, arrow("Event" + n, Element.Type.EVENT));
        var readers = new ArrayList<Dependency>();
        List.of(n, (n + 7) % 30, (n + 19) % 30)
                .forEach(reader -> readers.add(arrow("View" + reader, Element.Type.READMODEL)));
        var event = element("Event" + n, Element.Type.EVENT, readers.toArray(Dependency[]::new));
        var view = element("View" + n, Element.Type.READMODEL, arrow("Screen" + (n + 1) % 30, Element.Type.SCREEN));
        return new Model("slice-" + n + ".json", new Slice("slice-" + n, "Slice " + n, Slice.Type.STATE_CHANGE, n, null,
                List.of(command), List.of(event), List.of(view), List.of(screen), List.of(), List.of(), List.of()));
    }

    private static Element element(String id, Element.Type type, Dependency... arrows) {
        return new Element(id, id, type, List.of(), List.of(arrows), List.of("actor:shopper"), null, null, "Cart", null,
                false, null);
    }

    private static Dependency arrow(String to, Element.Type type) {
        return new Dependency(to, Dependency.Direction.OUTBOUND, to, type);
    }
}
