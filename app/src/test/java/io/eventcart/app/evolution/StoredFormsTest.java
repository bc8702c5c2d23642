package io.eventcart.app.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.storedevents.StoredTypes;
import io.eventcart.platform.storedevents.UnknownTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

@DisplayName("What is stored")
class StoredFormsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    @DisplayName("has a golden history, whatever slice it is of")
    void isKept() throws IOException {
        var kept = goldenFolders();

        assertThat(StoredTypes.find().classes().entrySet()).allSatisfy(type -> {
            var newest = type.getKey() + "/" + StoredTypes.revisionOf(type.getValue()) + ".json";
            assertThat(kept).as("Keep an example of %s as src/test/resources/golden/%s in the module of %s, and add "
                    + "final class GoldenHistoryTest extends GoldenHistory {} to its tests", type.getKey(), newest,
                    type.getValue().getSimpleName()).anyMatch(folder -> Files.exists(folder.resolve(newest)));
        });
    }

    @Test
    @DisplayName("has a golden history that is looked at: each module that keeps one has the test")
    void isLookedAt() throws IOException {
        assertThat(goldenFolders()).isNotEmpty().allSatisfy(folder -> {
            try (var tests = Files.walk(folder.resolve("../../java").normalize())) {
                assertThat(tests.filter(file -> file.toString().endsWith("Test.java")).map(StoredFormsTest::read))
                        .as("Add final class GoldenHistoryTest extends GoldenHistory {} to the tests beside " + folder)
                        .anyMatch(test -> test.contains("extends GoldenHistory"));
            }
        });
    }

    @Test
    @DisplayName("is brought up to date in one order, that of the days on which the upcasters were written")
    void isUpcastInOrder() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(EventUpcaster.class));
        var orders = new ArrayList<Integer>();
        scanner.findCandidateComponents("io.eventcart").stream()
                .map(found -> ClassUtils.resolveClassName(found.getBeanClassName() + "", null))
                .filter(type -> type != UnknownTypes.class)
                .forEach(type -> {
                    assertThat(type).as("Make it a @Component with @Order(the date and a number)")
                            .hasAnnotations(Component.class, Order.class);
                    orders.add(type.getAnnotation(Order.class).value());
                });
        assertThat(orders).as("Give each upcaster an @Order of its own").isNotEmpty().doesNotHaveDuplicates();
    }

    private static List<Path> goldenFolders() throws IOException {
        try (var slices = Files.list(ROOT.resolve("slices"))) {
            return Stream.concat(slices, Stream.of(ROOT.resolve("shared-kernel"), ROOT.resolve("app")))
                    .map(module -> module.resolve("src/test/resources/golden")).filter(Files::isDirectory).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
