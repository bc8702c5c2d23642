package io.eventcart.app.eventmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Slice;
import io.eventcart.eventmodels.Specification;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Runs every specification of every model against the code, by its title. Writes {@code target/specifications.txt}. */
@DisplayName("What the models say of")
final class SpecificationsTest {
    private static final Board BOARD = Board.read(Path.of("../event-models/models"));
    private static final SpecificationReport REPORT = new SpecificationReport();

    @TestFactory
    Stream<DynamicContainer> specifications() {
        return BOARD.models().stream().map(model -> model.slice()).map(slice -> {
            assertThat(slice.specifications()).as("specifications of " + slice.id()).isNotEmpty();
            return dynamicContainer(slice.id(), slice.specifications().stream().map(specification -> dynamicTest(
                    specification.title(),
                    () -> REPORT.running(slice, specification, () -> run(slice, specification)))));
        });
    }

    @AfterAll
    static void report() throws Exception {
        REPORT.write(BOARD, Path.of("target/specifications.txt"));
    }

    private static void run(Slice slice, Specification specification) throws Exception {
        var type = BOARD.element(specification.linkedId()).map(Element::type).orElseThrow(
                () -> new AssertionError(specification.linkedId() + " is no element of any model"));
        switch (type) {
            case COMMAND -> Decisions.run(BOARD, slice, specification);
            case READMODEL -> Views.run(BOARD, slice, specification);
            case AUTOMATION -> Translations.run(BOARD, slice, specification);
            case EVENT, SCREEN -> throw new AssertionError(specification.id() + " is a rule of the " + type + " "
                    + specification.linkedId() + ", which can't be run: link it to a command, a view or an automation");
        }
    }
}
