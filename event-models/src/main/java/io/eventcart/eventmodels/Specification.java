package io.eventcart.eventmodels;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A rule as an example: given events, when a command or query, then events, a view or an error.
 *
 * @param title the rule as a sentence
 * @param linkedId the element that the rule belongs to: a command, a view or an automation
 */
public record Specification(String id, String title, List<Step> given, List<Step> when, List<Step> then,
        List<Comment> comments, String linkedId) {
    /** An explanation. */
    public record Comment(String description) {}

    public Specification {
        comments = Objects.requireNonNullElse(comments, List.of());
    }

    public Stream<Step> steps() {
        return Stream.of(given, when, then).flatMap(List::stream);
    }
}
