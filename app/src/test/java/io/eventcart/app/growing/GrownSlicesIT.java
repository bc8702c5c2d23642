package io.eventcart.app.growing;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.LongTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** It stands in the app, the last module to be built, since it copies what the others have compiled. */
@DisplayName("New slices")
@Order(5)
@LongTest
final class GrownSlicesIT {
    private static final List<String> COMPILED = List.of("platform/slice-api", "platform/stored-events",
            "platform/test-kit", "shared-kernel", "event-models",
            "slices/create-cart",
            "slices/add-item", "slices/remove-item", "slices/checkout");
    private static final Pattern UNFINISHED = Pattern
            .compile(
                    " *var missing = \"(?s:[^\"]* is not written yet.*?)UnsupportedOperationException\\(missing\\);\\n");

    @TempDir
    static Path folder;

    @Test
    @DisplayName("grow from their models, compile at once, are red for want of their bodies, and green with them")
    void grow() throws Exception {
        var copy = RepositoryCopy.in(folder, COMPILED);
        for (var slice : List.of("change-quantity", "removed-items")) {
            copy.run("bin/new-slice", "app/src/test/resources/growing/" + slice + ".json");
        }

        runTests(copy);
        assertThat(results(copy, "change-quantity", "ChangeQuantityTest")).hasSize(6)
                .filteredOn(Result::isGreen).extracting(Result::rule)
                .containsExactly("another_shoppers_cart_is_not_found");
        assertThat(results(copy, "removed-items", "RemovedItemsTest")).hasSize(4)
                .filteredOn(Result::isGreen).extracting(Result::rule)
                .containsExactly("nothing_is_shown_before_anything_is_taken_out");
        assertThat(results(copy, "change-quantity", "ChangeQuantityTest")).filteredOn(result -> !result.isGreen())
                .allSatisfy(result -> assertThat(result.failure())
                        .containsAnyOf("ChangeQuantityHandler.decide is not written yet",
                                "QuantityChanged.evolve is not written yet"));
        assertThat(results(copy, "removed-items", "RemovedItemsTest")).filteredOn(result -> !result.isGreen())
                .allSatisfy(result -> assertThat(result.failure())
                        .contains("RemovedItems.on(ItemRemoved) is not written yet"));

        assertThat(results(copy, "change-quantity", "GoldenHistoryTest")).hasSize(4).allMatch(Result::isGreen);

        complete(copy, "change-quantity", "ChangeQuantityHandler");
        complete(copy, "change-quantity", "QuantityChanged");
        complete(copy, "removed-items", "RemovedItems");
        runTests(copy);
        assertThat(results(copy, "change-quantity", "ChangeQuantityTest")).hasSize(6).allMatch(Result::isGreen);
        assertThat(results(copy, "removed-items", "RemovedItemsTest")).hasSize(4).allMatch(Result::isGreen);
    }

    private static void runTests(RepositoryCopy copy) throws Exception {
        copy.test("slices/change-quantity,slices/removed-items",
                "io.eventcart.changequantity.*Test,io.eventcart.removeditems.*Test");
    }

    /** Puts in place of the one body that is missing what a developer wrote there, and the imports that it needs. */
    private static void complete(RepositoryCopy copy, String slice, String type) throws Exception {
        var file = copy.file("slices/" + slice + "/src/main/java/io/eventcart/" + slice.replace("-", "") + "/" + type
                + ".java");
        var written = copy.file("app/src/test/resources/growing/" + type + ".body");
        var body = new StringBuilder();
        var imports = new StringBuilder();
        for (var line : Files.readAllLines(written)) {
            (line.startsWith("import ") ? imports : body).append(line).append('\n');
        }
        var unfinished = Files.readString(file);
        assertThat(UNFINISHED.matcher(unfinished).results()).as("unfinished bodies in " + file).hasSize(1);
        var finished = UNFINISHED.matcher(unfinished)
                .replaceFirst(Matcher.quoteReplacement(body.toString().replaceFirst("^\n", "")))
                .replaceFirst("\nimport ", "\n" + imports + "import ");
        Files.writeString(file, finished);
    }

    /** @param failure empty for a green test */
    private record Result(String rule, String failure) {
        boolean isGreen() {
            return failure.isEmpty();
        }
    }

    private static List<Result> results(RepositoryCopy copy, String slice, String test) throws Exception {
        var report = copy
                .file("slices/" + slice + "/target/surefire-reports/TEST-io.eventcart." + slice.replace("-", "")
                        + "." + test + ".xml");
        var cases = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(report.toFile())
                .getElementsByTagName("testcase");
        return IntStream.range(0, cases.getLength()).mapToObj(n -> (Element) cases.item(n))
                .map(found -> new Result(found.getAttribute("name"), failure(found))).toList();
    }

    private static String failure(Element testcase) {
        for (var kind : List.of("failure", "error", "skipped")) {
            var found = testcase.getElementsByTagName(kind);
            if (found.getLength() > 0) {
                return kind + " " + found.item(0).getTextContent();
            }
        }
        return "";
    }
}
