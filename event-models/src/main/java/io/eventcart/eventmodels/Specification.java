package io.eventcart.eventmodels;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A rule, by an example: given these events, when this is done or asked, then that.
 *
 * @param title the rule, stated flatly
 * @param linkedId the element that it is a rule of: a command, a view or an automation
 */
public record Specification(String id, String title, List<Step> given, List<Step> when, List<Step> then,
        List<Comment> comments, String linkedId) {
    /** Why it is so. */
    public record Comment(String description) {}

    public Specification {
        comments = Objects.requireNonNullElse(comments, List.of());
    }

    public Stream<Step> steps() {
        return Stream.of(given, when, then).flatMap(List::stream);
    }
}
