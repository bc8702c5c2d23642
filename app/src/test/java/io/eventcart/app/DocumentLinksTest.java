package io.eventcart.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A document's links within the repository. */
final class DocumentLinksTest {
    private static final Path ROOT = Path.of("..");
    private static final Set<String> NO_SOURCES = Set.of("target", ".git", "data", "node_modules");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void each_link_leads_to_a_file() throws IOException {
        var documents = documents();
        assertThat(documents).contains(ROOT.resolve("README.md"), ROOT.resolve("docs/adr/README.md"));

        var broken = new ArrayList<String>();
        for (var document : documents) {
            LINK.matcher(Files.readString(document)).results().map(link -> link.group(1))
                    .filter(link -> !link.contains(":") && !link.startsWith("/"))
                    .filter(link -> Files.notExists(document.resolveSibling(link)))
                    .forEach(link -> broken.add(document + " -> " + link));
        }

        assertThat(broken).isEmpty();
    }

    private static List<Path> documents() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> NO_SOURCES.stream().noneMatch(name -> file.toString().contains("/" + name + "/")))
                    .toList();
        }
    }
}
