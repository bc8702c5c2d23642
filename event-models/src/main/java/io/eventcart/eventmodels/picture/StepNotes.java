package io.eventcart.eventmodels.picture;

import io.eventcart.eventmodels.Payloads;
import io.eventcart.eventmodels.Step;
import io.eventcart.eventmodels.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes a step as notes: the element and the values that matter. */
final class StepNotes {
    /** @param note how it was sent and how often it happens; may be empty */
    record Note(String look, String title, String note, List<String> values) {}

    private StepNotes() {}

    /** @return one note for each example of the step */
    static List<Note> notes(Step step) {
        if (step.expectEmptyList()) {
            return List.of(new Note(Styles.of(step.type()), step.title(), "", List.of("none")));
        }
        return Payloads.stated(step).stream()
                .map(example -> new Note(Styles.of(step.type()), step.title(), note(step), values(example))).toList();
    }

    private static String note(Step step) {
        var notes = new ArrayList<String>();
        Tags.value(step.tags(), Tags.REPEAT).ifPresent(times -> notes.add("× " + times));
        Tags.value(step.tags(), Tags.IF_MATCH).ifPresent(version -> notes.add("if at version " + version));
        Tags.value(step.tags(), Tags.OPERATION).ifPresent(operation -> notes.add(
                step.type() == Step.Type.SPEC_COMMAND ? "sent again, same key" : "by a call with a key"));
        if (step.isOverHttp()) {
            notes.add("over HTTP");
        }
        return String.join(", ", notes);
    }

    private static List<String> values(ObjectNode example) {
        return example.properties().stream().map(property -> property.getKey() + ": " + value(property.getValue()))
                .toList();
    }

    private static String value(JsonNode value) {
        if (value.isNull()) {
            return "none";
        }
        if (value.isArray()) {
            return value.isEmpty()
                    ? "none"
                    : StreamSupport.stream(value.spliterator(), false).map(StepNotes::value)
                            .collect(Collectors.joining("; "));
        }
        if (value.isString()) {
            return text(value.stringValue());
        }
        if (!value.isObject()) {
            return value.asString("");
        }
        if (value.has("amount") && value.has("currency")) {
            return value.get("currency").asString("") + " " + value.get("amount").asString("");
        }
        return value.properties().stream().map(Map.Entry::getValue).map(StepNotes::value)
                .collect(Collectors.joining(" · "));
    }

    /** Shortens a UUID, and quotes a text that looks like a number. */
    private static String text(String text) {
        if (text.matches("\\p{XDigit}{8}-.{27}")) {
            return text.substring(0, 8) + "…";
        }
        return text.matches("-?\\d+") ? "\"" + text + "\"" : text;
    }
}
