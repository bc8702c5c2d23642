package io.eventcart.eventmodels;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A command, an event, a view, a screen or an automation.
 *
 * @param id unique over all files
 * @param context {@code EXTERNAL} for elements of other systems
 * @param listElement of a view: whether one answer has many of them
 * @param prototype of a screen: its {@code sketch} has the lines that it shows
 */
public record Element(String id, String title, Type type, List<Field> fields, List<Dependency> dependencies,
        List<String> tags, @Nullable String description, @Nullable String context, @Nullable String aggregate,
        @Nullable String apiEndpoint, boolean listElement, @Nullable JsonNode prototype) {
    /** The names are those of the format. */
    public enum Type {
        COMMAND, EVENT, READMODEL, SCREEN, AUTOMATION
    }

    public Element {
        fields = Objects.requireNonNullElse(fields, List.of());
        dependencies = Objects.requireNonNullElse(dependencies, List.of());
        tags = Objects.requireNonNullElse(tags, List.of());
    }

    /** @return the simple name of its record, from the title's words: {@code Item added} is {@code ItemAdded} */
    public String name() {
        return Arrays.stream(title.split("[^A-Za-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    public boolean isExternal() {
        return "EXTERNAL".equals(context);
    }

    /** @return of an event: its stored name */
    public Optional<String> storedAs() {
        return Tags.value(tags, Tags.STORED_AS);
    }

    /** @return of an event: the revision of its stored form */
    public Optional<String> revision() {
        return Tags.value(tags, Tags.REVISION);
    }

    /** @return the fields with personal data */
    public List<String> personal() {
        return Tags.values(tags, Tags.PERSONAL);
    }

    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
