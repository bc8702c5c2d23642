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

/** A step in words: what happened, and what of it matters. */
final class Said {
    /** @param note what is said of it: how it was sent, how often it happened; may be empty */
    record Note(String look, String title, String note, List<String> values) {}

    private Said() {}

    /** @return one note for each time that the step happens, unless it is repeated all alike */
    static List<Note> notes(Step step) {
        if (step.expectEmptyList()) {
            return List.of(new Note(Look.of(step.type()), step.title(), "", List.of("none")));
        }
        return Payloads.stated(step).stream()
                .map(example -> new Note(Look.of(step.type()), step.title(), note(step), values(example))).toList();
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
                    : StreamSupport.stream(value.spliterator(), false).map(Said::value)
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
        return value.properties().stream().map(Map.Entry::getValue).map(Said::value).collect(Collectors.joining(" · "));
    }

    /** A UUID by its beginning, and what would look like a number in quotes. */
    private static String text(String text) {
        if (text.matches("\\p{XDigit}{8}-.{27}")) {
            return text.substring(0, 8) + "…";
        }
        return text.matches("-?\\d+") ? "\"" + text + "\"" : text;
    }
}
