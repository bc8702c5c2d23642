package io.eventcart.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks {@link GiftWrapped} against examples that each test writes. */
final class GoldenHistoryTest {
    private static final String NEWEST = """
            {"cartId":"3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11","price":{"amount":"2.00","currency":"EUR"},
             "cards":[{"text":"For you","colour":"red"}],"ribbon":"gold"}
            """;

    @TempDir
    Path folder;

    private GoldenHistoryTest given(String revision, String json) throws IOException {
        var file = folder.resolve("cart.gift-wrapped").resolve(revision + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
        return this;
    }

    private List<String> faults() throws Throwable {
        var history = new GoldenHistory(folder) {
        };
        var faults = new ArrayList<String>();
        for (var test : Stream.of(history.isItsOwn(), history.isComplete(), history.isWrittenToday(), history.isRead())
                .flatMap(tests -> tests).map(DynamicTest::getExecutable).toList()) {
            try {
                test.execute();
            } catch (AssertionError | RuntimeException fault) {
                faults.add(String.valueOf(fault.getMessage()));
            }
        }
        return faults;
    }

    @Test
    void an_event_with_an_example_of_each_readable_revision_has_no_fault() throws Throwable {
        given("2", NEWEST).given("2-without-ribbon", NEWEST.replace(",\"ribbon\":\"gold\"", ""))
                .given("2-with-a-field-that-is-gone", NEWEST.replace("}]", "}],\"size\":7"));

        assertThat(faults()).singleElement().asString().contains("cart.gift-wrapped has revision 1, and no example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ,"ribbon":"gold" | | ribbon is new
            ,"colour":"red" | | cards[0].colour is new
            "ribbon" | "band" | band was "gold", and is gone
            "gold" | null | ribbon is empty in the example
            "2.00" | "2.000" | it can't be read any more
            "2.00" | 2.00 | price.amount was 2.0, and is now written as "2.00"
            {"text":"For you","colour":"red"} | | cards is empty in the example
            """)
    void a_shape_that_differs_from_its_example_is_reported_with_the_three_choices(String was, String is,
            String difference)
            throws Throwable {
        given("2", NEWEST.replace(was, is == null ? "" : is));

        assertThat(faults()).anySatisfy(fault -> assertThat(fault).contains(difference, "1. DEFAULT", "2. UPCAST",
                "3. MIGRATE", "@Revision(\"3\")"));
    }

    @Test
    void an_example_that_lacks_required_fields_is_reported() throws Throwable {
        given("2", NEWEST).given("2-of-long-ago",
                "{\"price\":{\"amount\":\"2.00\",\"currency\":\"EUR\"},\"cards\":[]}");

        assertThat(faults()).anySatisfy(fault -> assertThat(fault).contains("2-of-long-ago", "cartId"));
    }

    @Test
    void an_example_that_no_upcaster_takes_is_reported() throws Throwable {
        given("2", NEWEST).given("1", "{}");

        assertThat(faults()).singleElement().asString().contains("knows no event cart.gift-wrapped revision 1");
    }

    @Test
    void a_name_that_another_module_has_examples_of_is_taken() {
        var golden = new GoldenFolder(folder);

        assertThat(golden.othersWith("cart.item-replaced")).as("the prototype's, which remove-item upcasts")
                .singleElement().asString().contains("slices/remove-item");
        assertThat(golden.othersWith("cart.gift-wrapped")).isEmpty();
    }
}
