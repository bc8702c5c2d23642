package io.eventcart.platform.migration;

import static io.eventcart.platform.migration.StoreName.EMBEDDED;
import static io.eventcart.platform.migration.StoreName.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.sliceapi.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("export and import-events")
@ResourceLock(Stores.AXON_SERVER)
class ExportTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private Stores stores;
    private Stores others;

    @BeforeEach
    void twoPlaces() {
        stores = new Stores(folder.resolve("data"));
        others = new Stores(folder.resolve("other"));
    }

    private static List<StoredEvent> odd() {
        return SomeEvents.ofThePrototype().gap().and("c", "no-json", "", "<xml/>\n", Map.of("retries", 3))
                .and("c", "spaced", "1", "{ \"a\" : 1.50,\n \"b\": 1e3, \"c\": \"\u20ac\" }",
                        Map.of("note", "\u00e4\n"))
                .list();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("take the events of any store to a file and back, byte for byte")
    void thereAndBack(StoreName store) {
        stores.fill(store, odd());
        var file = folder.resolve("events.jsonl.gz");

        var exported = stores.export(store, file, "--verify");
        var imported = others.importEvents(file, EMBEDDED, "--verify");

        assertThat(exported.exitCode()).as(exported.text()).isZero();
        assertThat(exported.text()).contains("9 events copied", "The shoppers' keys are not in the file",
                "Verified: 9 events");
        assertThat(imported.exitCode()).as(imported.text()).isZero();
        assertThat(imported.text()).contains("9 events copied", "Projections are rebuilt", "Verified: 9 events");
        var there = others.events(EMBEDDED);
        for (var n = 0; n < odd().size(); n++) {
            assertThat(there.get(n).payload()).isEqualTo(odd().get(n).payload());
            assertThat(StoreDifference.isSame(odd().get(n), there.get(n))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "AXONSERVER"})
    @DisplayName("a file is taken into any store")
    void intoAnyStore(StoreName store) {
        stores.fill(EMBEDDED, odd());
        var file = folder.resolve("events.jsonl");
        assertThat(stores.export(EMBEDDED, file).exitCode()).isZero();

        var imported = others.importEvents(file, store, "--verify");

        assertThat(imported.exitCode()).as(imported.text()).isZero();
        assertThat(imported.text()).contains("Verified: 9 events");
    }

    @Test
    @DisplayName("a line is a CloudEvent 1.0 that other software reads")
    void isACloudEvent() throws IOException {
        stores.fill(EMBEDDED, odd());
        var file = folder.resolve("events.jsonl");
        assertThat(stores.export(EMBEDDED, file).exitCode()).isZero();

        var lines = Files.readAllLines(file);
        var first = JSON.readTree(lines.get(1));
        assertThat(lines).hasSize(9);
        assertThat(first.path("specversion").asString()).isEqualTo("1.0");
        assertThat(first.path("id").asString()).isEqualTo(odd().get(1).eventId());
        assertThat(first.path("type").asString()).isEqualTo("cart.item-added");
        assertThat(first.path("subject").asString()).isEqualTo(SomeEvents.id("a").toString());
        assertThat(first.path("source").asString()).isEqualTo("/eventcart");
        assertThat(first.path("time").asString()).isEqualTo("2026-11-25T06:00:00.124Z");
        assertThat(first.at("/data/price").asDouble()).isEqualTo(0.5);
        assertThat(JSON.readTree(lines.get(8)).has("data_base64")).as("what JSON would not give back byte for byte")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"events.jsonl", "events.jsonl.gz"})
    @DisplayName("an export that was cut off at any byte goes on where it was, without a double")
    void goesOnAfterACut(String name) throws IOException {
        stores.fill(EMBEDDED, SomeEvents.many(300).list());
        var file = folder.resolve(name);
        assertThat(stores.export(EMBEDDED, file).exitCode()).isZero();
        var whole = Files.readAllBytes(file);

        for (var length : new int[]{0, 5, 12, whole.length / 3, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));

            var said = stores.export(EMBEDDED, file, "--verify");

            assertThat(said.exitCode()).as("%s bytes: %s", length, said.text()).isZero();
            assertThat(said.text()).contains("Verified: 300 events");
            assertThat(text(file).lines()).hasSize(300);
        }
    }

    private static String text(Path file) throws IOException {
        try (var in = file.toString().endsWith(".gz")
                ? new GZIPInputStream(Files.newInputStream(file))
                : Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @DisplayName("an import goes on where it was")
    void importGoesOn() {
        stores.fill(EMBEDDED, SomeEvents.many(300).list());
        var file = folder.resolve("events.jsonl.gz");
        assertThat(stores.export(EMBEDDED, file).exitCode()).isZero();
        others.fill(POSTGRES, SomeEvents.many(300).list().subList(0, 123));

        var said = others.importEvents(file, POSTGRES, "--verify");

        assertThat(said.text()).contains("177 events copied", "Verified: 300 events");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"notes.txt, shopping list", "notes.jsonl, '{\"a\": 1}'", "notes.jsonl, '{\"a\": 1}\n{\"a\": 2}\n'",
            "notes.gz, shopping list"})
    @DisplayName("export leaves a file alone that it has not written")
    void leavesOthersFiles(String name, String content) throws IOException {
        stores.fill(EMBEDDED, SomeEvents.ofThePrototype().list());
        var file = Files.writeString(folder.resolve(name), content.replace("\\n", "\n"));
        var before = Files.readAllBytes(file);

        var said = stores.export(EMBEDDED, file);

        assertThat(said.exitCode()).as(said.text()).isEqualTo(2);
        assertThat(said.text()).contains(name + " is there, and no file that export has written.");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', value = {
            "\"position\":\"6\" | \"position\":\"four\" | Line 3 of FILE is malformed: its 'position' is no whole number: four",
            "\"streamtype\":\"cart\", | '' | Line 1 of FILE is malformed: it has no 'streamtype'",
            "\"specversion\":\"1.0\" | \"specversion\":\"7\" | Line 1 of FILE is malformed: it is no CloudEvent in JSON",
            "\"sequence\" | \" | Line 1 of FILE is malformed: it is no CloudEvent in JSON"})
    @DisplayName("a malformed line is named by its number, with what is wrong with it")
    void namesTheLine(String text, String other, String words) throws IOException {
        stores.fill(EMBEDDED, SomeEvents.ofThePrototype().list());
        var file = folder.resolve("events.jsonl");
        assertThat(stores.export(EMBEDDED, file).exitCode()).isZero();
        Files.writeString(file, Files.readString(file).replaceFirst(java.util.regex.Pattern.quote(text),
                java.util.regex.Matcher.quoteReplacement(other)));

        var said = others.importEvents(file, EMBEDDED);

        assertThat(said.exitCode()).as(said.text()).isEqualTo(2);
        assertThat(said.text()).contains(words.replace("FILE", file.toString()))
                .contains("Fix or restore the file, and run the same command again").doesNotContain("\tat ");
        assertThat(others.events(EMBEDDED)).isEmpty();
    }

    @Test
    @DisplayName("a compressed file that was cut off is said to be")
    void saysThatAFileIsCut() throws IOException {
        stores.fill(EMBEDDED, SomeEvents.many(300).list());
        var file = folder.resolve("events.jsonl.gz");
        assertThat(stores.export(EMBEDDED, file).exitCode()).isZero();
        var whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        var said = others.importEvents(file, EMBEDDED);

        assertThat(said.exitCode()).as(said.text()).isEqualTo(2);
        assertThat(said.text()).contains("can't be read to its end: ", "Restore it, or export it again.")
                .doesNotContain("\tat ");
    }

    @Test
    @DisplayName("a file that is not there is named")
    void namesAMissingFile() {
        assertThat(others.importEvents(folder.resolve("none"), EMBEDDED).text()).contains("none can't be read.");
        stores.fill(EMBEDDED, SomeEvents.ofThePrototype().list());
        assertThat(stores.export(EMBEDDED, folder.resolve("no/folder/events.jsonl")).text())
                .contains("can't be written. Name a file in a folder that is there.");
    }
}
