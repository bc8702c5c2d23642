package io.eventcart.eventmodels.grow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** GrownSlicesIT in the app compiles and runs the generated code. */
@DisplayName("bin/new-slice")
final class NewSliceTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path MODELS = ROOT.resolve("app/src/test/resources/growing");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T09:30:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        var command = new NewSlice(CLOCK, (root, slice) -> {
            throw new AssertionError("laid out, though nothing was to be written");
        });
        return new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private int runFor(Path model) {
        return run("--repository", ROOT.toString(), model.toString(), "--dry-run");
    }

    private Path changed(String model, String text, String other) throws Exception {
        var json = Files.readString(MODELS.resolve(model));
        assertThat(json).contains(text);
        return Files.writeString(folder.resolve(model), json.replace(text, other));
    }

    @Test
    void a_dry_run_lists_what_it_would_write_and_writes_nothing() {
        assertThat(runFor(MODELS.resolve("removed-items.json"))).isZero();

        assertThat(out.toString()).contains("  new      slices/removed-items/pom.xml\n",
                "  new      slices/removed-items/src/main/java/io/eventcart/removeditems/RemovedItems.java\n",
                "db/migration/removed-items/V20261201.0930__removed_item.sql\n",
                "  new      event-models/models/removed-items.json\n", "  changed  pom.xml\n",
                "  changed  app/pom.xml\n",
                "  changed  README.md\n", "Nothing is written");
        assertThat(ROOT.resolve("slices/removed-items")).doesNotExist();
        assertThat(ROOT.resolve("event-models/models/removed-items.json")).doesNotExist();
    }

    @Test
    void what_is_left_to_write_says_so_and_nothing_else_is_unfinished() throws Exception {
        var json = Files.readString(MODELS.resolve("change-quantity.json"));
        var generated = GeneratedSlice.of(new Repository(ROOT), "change-quantity.json", json,
                LocalDateTime.of(2026, 12, 1, 9, 30));
        var unfinished = generated.files().stream().filter(file -> file.content().contains("is not written yet"))
                .map(file -> String.valueOf(file.path().getFileName())).toList();

        assertThat(unfinished).containsExactly("ChangeQuantityHandler.java", "QuantityChanged.java");
        assertThat(generated.bodies()).containsOnlyKeys("ChangeQuantityHandler.decide", "QuantityChanged.evolve");
        assertThat(
                generated.files().stream().filter(NewFile::added).map(NewFile::content).collect(Collectors.joining()))
                .doesNotContainIgnoringCase("todo");
    }

    @Test
    void a_slice_that_is_there_is_not_overwritten() throws Exception {
        var before = Files.getLastModifiedTime(ROOT.resolve("slices/add-item/pom.xml"));

        assertThat(run("--repository", ROOT.toString(), ROOT.resolve("event-models/models/add-item.json").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("slices/add-item is there already, and nothing is overwritten.",
                "give the model another id");
        assertThat(Files.getLastModifiedTime(ROOT.resolve("slices/add-item/pom.xml"))).isEqualTo(before);
    }

    @Test
    void an_unsound_model_is_refused_with_what_is_wrong_with_it() throws Exception {
        var unsound = changed("change-quantity.json",
                "            {\"name\": \"productId\", \"type\": \"String\", \"schema\": \"ProductId\", \"example\":"
                        + " \"coffee-espresso-250\"},\n            {\"name\": \"quantity\", \"type\": \"Int\", \"example\": \"3\"}\n"
                        + "          ],\n          \"dependencies\": [{\"id\": \"QuantityChanged\"",
                "            {\"name\": \"productId\", \"type\": \"String\", \"schema\": \"ProductId\", \"example\":"
                        + " \"coffee-espresso-250\"}\n          ],\n          \"dependencies\": [{\"id\": \"QuantityChanged\"");

        assertThat(runFor(unsound)).isEqualTo(1);
        assertThat(err.toString()).contains("Nothing is written.",
                "change-quantity.json: QuantityChanged.quantity comes from"
                        + " nowhere: ChangeQuantity has no such field.");
    }

    @Test
    void what_is_no_model_is_refused_with_the_place() throws Exception {
        assertThat(runFor(Files.writeString(folder.resolve("cut.json"), "{\"slices\": ["))).isEqualTo(1);
        assertThat(err.toString()).contains("cut.json: line 1, column ", "is not JSON");
    }

    @Test
    void a_call_without_a_model_prints_the_usage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("MODEL.json", "Usage: bin/new-slice");
    }

    @Test
    void a_missing_model_is_reported() {
        assertThat(run("nowhere.json")).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere.json is not there. Name the file of a model.");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = ';', quoteCharacter = '\0', value = {
            "PUT /api/carts/{cartId}/items/{productId}; POST /api/carts/{cartId}/items;"
                    + " ChangeQuantity has the apiEndpoint of AddItem",
            "PUT /api/carts/{cartId}/items/{productId}; PUT /api/items/{productId};"
                    + " ChangeQuantity has the apiEndpoint PUT /api/items/{productId}",
            "PUT /api/carts/{cartId}/items/{productId}; PUT /api/carts/{cartId}/{line};"
                    + " ChangeQuantity has {line} in its path, but no such field",
            "range:quantity:1..999; range:pieces:1..999; ChangeQuantity is tagged range:pieces:1..999",
            "\"title\": \"Quantity changed\"; \"title\": \"Changed\"; a type of that name is there already",
            "cart.quantity-changed; cart.item-replaced; QuantityChanged would be stored as cart.item-replaced, and"
                    + " slices/remove-item has events of that name in its golden history",
            "\"STATE_CHANGE\"; \"AUTOMATION\"; change-quantity has an automation",
            "\"Shopper\"; \"Operator\"; ChangeQuantity is the operator's",
            "\"type\": \"Int\"; \"type\": \"Int\", \"schema\": \"Pieces\";"
                    + " ChangeQuantity.quantity has the type Pieces, which the kernel does not have"})
    void what_no_slice_can_be_written_from_is_refused(String text, String other, String said) throws Exception {
        assertThat(runFor(changed("change-quantity.json", text, other))).isEqualTo(1);
        assertThat(err.toString()).contains(said);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = ';', quoteCharacter = '\0', value = {
            "/carts/{cartId}/removed-items; /removed-items; RemovedItem would show anybody's carts to everybody",
            "\"listElement\": true,; \"listElement\": false,; RemovedItem is one answer, but its path does not name productId",
            "\"idAttribute\": true,; \"idAttribute\": false,; RemovedItem has no idAttribute",
            "\"type\": \"Int\",; \"type\": \"Int\", \"schema\": \"Line\",;"
                    + " RemovedItem.pieces fits no column of a table: Line"})
    void what_no_view_can_be_written_from_is_refused(String text, String other, String said) throws Exception {
        assertThat(runFor(changed("removed-items.json", text, other))).isEqualTo(1);
        assertThat(err.toString()).contains(said);
    }
}
