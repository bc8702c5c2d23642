package io.eventcart.eventmodels;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A slice in the model: one thing that a person or a machine can do or see.
 *
 * @param id its folder's name, such as {@code add-item}
 * @param index its position on the board, by time
 */
public record Slice(String id, String title, Type sliceType, int index, @Nullable String context,
        List<Element> commands, List<Element> events, List<Element> readmodels, List<Element> screens,
        List<Element> processors, List<Specification> specifications, List<Actor> actors) {
    /** The names are those of the format. */
    public enum Type {
        STATE_CHANGE, STATE_VIEW, AUTOMATION
    }

    /** A role that uses the slice. */
    public record Actor(String name, boolean authRequired) {}

    public Slice {
        actors = Objects.requireNonNullElse(actors, List.of());
    }

    public Stream<Element> elements() {
        return Stream.of(screens, processors, commands, readmodels, events).flatMap(List::stream);
    }

    /** @return the last part of its Java package, such as {@code additem} */
    public String packageName() {
        return id.replace("-", "");
    }
}
