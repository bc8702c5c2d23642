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

    /** A command, a view for shoppers, a view for the operator. */
    private static final List<String> SLICES = List.of("change-quantity", "removed-items", "product-removals");

    @TempDir
    static Path folder;

    @Test
    @DisplayName("grow from their models, compile at once, are red for want of their bodies, and green with them")
    void grow() throws Exception {
        var copy = RepositoryCopy.in(folder, COMPILED);
        for (var slice : SLICES) {
            copy.run("bin/new-slice", "app/src/test/resources/growing/" + slice + ".json");
        }
        assertThat(copy.changed()).as("files outside the new slices and the event models")
                .filteredOn(file -> SLICES.stream().noneMatch(slice -> file.startsWith("slices/" + slice + "/"))
                        && !file.startsWith("event-models/"))
                .containsExactlyInAnyOrder("README.md", "app/pom.xml", "pom.xml");
        assertThat(copy.file(
                "slices/product-removals/src/main/java/io/eventcart/productremovals/ProductRemovalsEndpoint.java"))
                .content().contains("@MayCall(MayCall.Caller.OPERATOR)").doesNotContain("ShopperId");

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

        assertThat(results(copy, "product-removals", "ProductRemovalsTest")).hasSize(3)
                .filteredOn(Result::isGreen).extracting(Result::rule)
                .containsExactly("nothing_is_shown_before_anything_is_taken_out");

        assertThat(results(copy, "change-quantity", "GoldenHistoryTest")).hasSize(4).allMatch(Result::isGreen);

        complete(copy, "change-quantity", "ChangeQuantityHandler");
        complete(copy, "change-quantity", "QuantityChanged");
        complete(copy, "removed-items", "RemovedItems");
        complete(copy, "product-removals", "ProductRemovals");
        runTests(copy);
        assertThat(results(copy, "change-quantity", "ChangeQuantityTest")).hasSize(6).allMatch(Result::isGreen);
        assertThat(results(copy, "removed-items", "RemovedItemsTest")).hasSize(4).allMatch(Result::isGreen);
        assertThat(results(copy, "product-removals", "ProductRemovalsTest")).hasSize(3).allMatch(Result::isGreen);
    }

    private static void runTests(RepositoryCopy copy) throws Exception {
        copy.test("slices/" + String.join(",slices/", SLICES),
                "io.eventcart.changequantity.*Test,io.eventcart.removeditems.*Test,io.eventcart.productremovals.*Test");
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
