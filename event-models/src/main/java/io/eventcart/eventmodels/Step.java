package io.eventcart.eventmodels;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that is given, done or expected. See {@link Payloads} for the values that it stands for.
 *
 * @param examples one for each time it happens: the values that matter here, the others are those of the element's fields
 * @param linkedId the element; null for an error
 */
public record Step(String id, String title, Type type, List<String> tags, List<ObjectNode> examples, List<Field> fields,
        @Nullable String linkedId, boolean expectEmptyList) {
    /** Written as the format has them. */
    public enum Type {
        SPEC_EVENT, SPEC_COMMAND, SPEC_READMODEL, SPEC_ERROR
    }

    public Step {
        tags = Objects.requireNonNullElse(tags, List.of());
        examples = Objects.requireNonNullElse(examples, List.of());
        fields = Objects.requireNonNullElse(fields, List.of());
    }

    /** @return whether it is a command sent over HTTP, as it is, so that it may be ill-formed */
    public boolean isOverHttp() {
        return tags.contains(Tags.HTTP);
    }

    /** @return of an error: the last part of its problem type, such as {@code cart-full} */
    public Optional<String> problem() {
        return Tags.value(tags, Tags.PROBLEM);
    }
}
