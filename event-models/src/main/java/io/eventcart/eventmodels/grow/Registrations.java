package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Element;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds the new slice to the files that list the slices, after the existing ones. */
record Registrations(Blueprint blueprint) {
    private static final Path PARENT = Path.of("pom.xml");
    private static final Path APP = Path.of("app", "pom.xml");
    private static final Path README = Path.of("README.md");

    Stream<NewFile> files() {
        var id = blueprint.slice().id();
        return Stream.of(
                insert(PARENT, Pattern.compile("    <module>slices/[\\w-]+</module>\\n"),
                        "    <module>slices/" + id + "</module>\n"),
                insert(APP, Pattern.compile("    <dependency>\\n      <groupId>io\\.eventcart</groupId>\\n"
                        + "      <artifactId>(?:" + slices() + ")</artifactId>\\n(?s:.*?)    </dependency>\\n"), """
                                    <dependency>
                                      <groupId>io.eventcart</groupId>
                                      <artifactId>%s</artifactId>
                                      <version>${project.version}</version>
                                    </dependency>
                                """.formatted(id)),
                insert(README, Pattern.compile("\\| Command -> Event \\|.*\\n\\|[-|]+\\n(?:\\|.*\\n)+"), rows()));
    }

    private String slices() {
        return blueprint.repository().slices().map(folder -> Pattern.quote(folder.getFileName().toString()))
                .collect(Collectors.joining("|"));
    }

    /** @param after the pattern after whose last match the text is inserted */
    private NewFile insert(Path file, Pattern after, String text) {
        var content = blueprint.repository().read(file);
        var position = after.matcher(content).results().map(MatchResult::end).reduce((first, second) -> second)
                .orElseThrow(() -> new IllegalStateException(
                        file + " lists no slices any more where they are looked for, after " + after));
        return NewFile.changed(file, content.substring(0, position) + text + content.substring(position));
    }

    private String rows() {
        var slice = blueprint.slice();
        var changes = slice.commands().stream().map(command -> row(
                "`" + command.name() + "` -> " + names(blueprint.emittedBy(command)), command.name() + "Test", ""));
        var views = slice.readmodels().stream().map(view -> row(
                names(blueprint.board().sourcesOf(view)) + " -> `" + view.name() + "`",
                StateView.projection(view) + "Test", answers(view)));
        return Stream.concat(changes, views).collect(Collectors.joining());
    }

    private String row(String what, String test, String answers) {
        var id = blueprint.slice().id();
        return "| " + what + " | [" + id + "](slices/" + id + ") | [" + test + "](" + blueprint.test(test) + ") |"
                + (answers.isEmpty() ? "" : " " + answers) + " |\n";
    }

    private static String names(List<Element> elements) {
        return elements.stream().map(element -> "`" + element.name() + "`").collect(Collectors.joining(", "));
    }

    private static String answers(Element view) {
        return Names
                .decapital(Optional.ofNullable(view.description()).orElse(view.title()).replaceFirst("\\.(?s:.*)$", ""))
                .replace('|', '/').replace('\n', ' ');
    }

    static String summary(Blueprint blueprint) {
        var slice = blueprint.slice();
        return Stream.concat(
                slice.commands().stream().map(command -> command.name() + " -> " + blueprint.emittedBy(command).stream()
                        .map(Element::name).collect(Collectors.joining(", "))),
                slice.readmodels().stream().map(view -> blueprint.board().sourcesOf(view).stream().map(Element::name)
                        .collect(Collectors.joining(", ")) + " -> " + view.name()))
                .collect(Collectors.joining("; "));
    }
}
