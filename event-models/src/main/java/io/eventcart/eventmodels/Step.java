package io.eventcart.eventmodels;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A given, when or then step. {@link Payloads} gives its values.
 *
 * @param examples one for each time it happens, with the values that matter; the others are defaults of the element's fields
 * @param linkedId the element; null for an error
 */
public record Step(String id, String title, Type type, List<String> tags, List<ObjectNode> examples, List<Field> fields,
        @Nullable String linkedId, boolean expectEmptyList) {
    /** The names are those of the format. */
    public enum Type {
        SPEC_EVENT, SPEC_COMMAND, SPEC_READMODEL, SPEC_ERROR
    }

    public Step {
        tags = Objects.requireNonNullElse(tags, List.of());
        examples = Objects.requireNonNullElse(examples, List.of());
        fields = Objects.requireNonNullElse(fields, List.of());
    }

    /** @return whether it is a command sent over HTTP unchecked, so that it may be malformed */
    public boolean isOverHttp() {
        return tags.contains(Tags.HTTP);
    }

    /** @return of an error: the last part of its problem type, such as {@code cart-full} */
    public Optional<String> problem() {
        return Tags.value(tags, Tags.PROBLEM);
    }
}
