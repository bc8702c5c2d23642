package io.eventcart.eventmodels.grow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("bin/import-model")
final class ImportModelTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path GROWING = Path.of("..", "app/src/test/resources/growing");
    private static final List<String> SLICES = List.of("create-cart", "add-item", "cart-summary", "remove-item",
            "checkout",
            "import-clickstream");

    @TempDir
    private Path root;

    private Path models = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copyModels() throws Exception {
        models = Files.createDirectories(root.resolve("event-models/models"));
        for (var slice : SLICES) {
            Files.copy(Path.of("models", slice + ".json"), models.resolve(slice + ".json"));
        }
    }

    private int run(String board, String... options) throws Exception {
        var file = Files.writeString(root.resolve("board.json"), board);
        var command = new CommandLine(new ImportModel()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(Stream.concat(
                Stream.of("--repository", root.toString(), file.toString()),
                Stream.of(options)).toArray(String[]::new));
    }

    /** One file with the slices of many, as a drawing tool exports it. */
    private static String board(List<Path> files) throws Exception {
        var board = JSON.createObjectNode();
        var slices = board.putArray("slices");
        for (var file : files) {
            JSON.readTree(Files.readString(file)).path("slices").forEach(slices::add);
        }
        return board.toString();
    }

    private String all() throws Exception {
        return board(SLICES.stream().map(slice -> models.resolve(slice + ".json")).toList());
    }

    @Test
    void a_board_that_says_what_is_there_changes_nothing() throws Exception {
        assertThat(run(all())).isZero();

        assertThat(out.toString()).contains("  unchanged  add-item\n", "0 of 6 models written").doesNotContain(
                "changed    ",
                "new  ", "missing");
    }

    @Test
    void files_are_laid_out_as_the_models_are() throws Exception {
        for (var slice : SLICES) {
            var file = Files.readString(models.resolve(slice + ".json"));
            assertThat(Layout.of(JSON.readTree(file).path("slices").path(0))).as(slice).isEqualTo(file);
        }
    }

    @Test
    void each_slice_of_the_board_gets_a_file_and_what_the_board_lacks_stays() throws Exception {
        var file = models.resolve("create-cart.json");
        assertThat(run(
                board(List.of(file, GROWING.resolve("change-quantity.json"), GROWING.resolve("removed-items.json")))))
                .isZero();

        assertThat(out.toString()).contains("  unchanged  create-cart\n", "  new        change-quantity\n",
                "  new        removed-items\n", "  missing    checkout (stays: nothing is ever deleted)\n",
                "2 of 3 models written");
        assertThat(JSON.readTree(Files.readString(models.resolve("removed-items.json"))))
                .isEqualTo(JSON.readTree(Files.readString(GROWING.resolve("removed-items.json"))));
        assertThat(models.resolve("checkout.json")).exists();
    }

    @Test
    void what_changed_in_a_slice_is_named() throws Exception {
        var board = all()
                .replace("\"title\":\"Add item\",\"status\":\"Done\"",
                        "\"title\":\"Add item\",\"status\":\"InProgress\"")
                .replace("\"id\":\"add-item-2\",\"title\":\"more of a product comes in addition to what is there\"",
                        "\"id\":\"add-item-2\",\"title\":\"more of a product comes on top\"")
                .replace("\"name\":\"times\",\"type\":\"Long\",\"mapping\":\"ItemAdded\"",
                        "\"name\":\"times\",\"type\":\"Long\",\"mapping\":\"ItemAdded.quantity\"")
                .replace("{\"name\":\"pieces\",\"type\":\"Long\",\"example\":\"7\"}",
                        "{\"name\":\"count\",\"type\":\"Long\",\"example\":\"7\"}");

        assertThat(run(board)).isZero();
        assertThat(out.toString()).contains("  changed    add-item\n             ~ status\n",
                "             ~ add-item-2.title\n",
                "             ~ AddedProduct.times.mapping\n", "             - MostWanted.pieces\n",
                "             + MostWanted.count\n",
                "1 of 6 models written");
        assertThat(Files.readString(models.resolve("add-item.json"))).contains("more of a product comes on top");
    }

    @Test
    void a_dry_run_says_the_same_and_writes_nothing() throws Exception {
        assertThat(run(board(List.of(GROWING.resolve("change-quantity.json"))), "--dry-run")).isZero();

        assertThat(out.toString()).contains("  new        change-quantity\n",
                "Nothing is written: this was a dry run.");
        assertThat(models.resolve("change-quantity.json")).doesNotExist();
    }

    @Test
    void a_board_that_is_not_of_the_format_is_refused() throws Exception {
        assertThat(run(all().replace("\"sliceType\":\"STATE_VIEW\"", "\"sliceType\":\"STATE_OF_THE_ART\"")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("board.json can't be taken in. Nothing is written.",
                "is not of the format");
    }

    @Test
    void a_board_that_does_not_hold_water_is_refused_whole() throws Exception {
        var board = board(List.of(GROWING.resolve("removed-items.json"), GROWING.resolve("change-quantity.json")))
                .replace("\"id\":\"CartView\"", "\"id\":\"NoSuchView\"");

        assertThat(run(board)).isEqualTo(1);
        assertThat(err.toString())
                .contains("change-quantity.json: QuantityChanged depends on NoSuchView, which no model has.");
        assertThat(models.resolve("removed-items.json")).doesNotExist();
    }

    @Test
    void an_id_that_names_another_place_is_refused() throws Exception {
        assertThat(run(all().replace("\"id\":\"add-item\"", "\"id\":\"../../add-item\""))).isEqualTo(1);
        assertThat(err.toString()).contains("\"../../add-item\" is no id of a slice");
    }

    @Test
    void a_missing_board_is_reported() {
        var command = new CommandLine(new ImportModel()).setErr(new PrintWriter(err));

        assertThat(command.execute("nowhere.json")).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere.json is not there.");
    }
}
