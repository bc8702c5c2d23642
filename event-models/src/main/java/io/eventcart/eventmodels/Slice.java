package io.eventcart.eventmodels;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a person or a machine can do or see, as the model has it.
 *
 * @param id its folder among the slices, such as {@code add-item}
 * @param index its place from left to right, by time
 */
public record Slice(String id, String title, Type sliceType, int index, @Nullable String context,
        List<Element> commands, List<Element> events, List<Element> readmodels, List<Element> screens,
        List<Element> processors, List<Specification> specifications, List<Actor> actors) {
    /** Written as the format has them. */
    public enum Type {
        STATE_CHANGE, STATE_VIEW, AUTOMATION
    }

    /** Who does or sees it. */
    public record Actor(String name, boolean authRequired) {}

    public Slice {
        actors = Objects.requireNonNullElse(actors, List.of());
    }

    public Stream<Element> elements() {
        return Stream.of(screens, processors, commands, readmodels, events).flatMap(List::stream);
    }

    /** @return the last part of its Java package: {@code additem} */
    public String packageName() {
        return id.replace("-", "");
    }
}
