package io.eventcart.eventmodels;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Completes the examples in a model with the default values of the element's fields. */
public final class Payloads {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String COUNTER = "{n}";

    private Payloads() {}

    /**
     * @param fields of the element that the step is about
     * @return one for each time that the step happens, with each field that has a value
     */
    public static List<ObjectNode> of(Step step, List<Field> fields) {
        return IntStream.rangeClosed(1, times(step)).boxed()
                .flatMap(n -> stated(step).stream().map(example -> whole(example, fields, Integer.toString(n))))
                .toList();
    }

    /** @return the number of times that the step happens */
    public static int times(Step step) {
        return Tags.value(step.tags(), Tags.REPEAT).map(Integer::valueOf).orElse(1);
    }

    /** @return like {@link #of}, but once per example, with the counter unreplaced */
    public static List<ObjectNode> patterns(Step step, List<Field> fields) {
        return stated(step).stream().map(example -> whole(example, fields, COUNTER)).toList();
    }

    /** @return the step's own examples; one empty object if it has none */
    public static List<ObjectNode> stated(Step step) {
        if (!step.examples().isEmpty()) {
            return step.examples();
        }
        var example = JsonNodeFactory.instance.objectNode();
        step.fields().stream().filter(field -> field.example() != null)
                .forEach(field -> example.set(field.name(), value(field)));
        return List.of(example);
    }

    private static ObjectNode whole(ObjectNode stated, List<Field> fields, String n) {
        var payload = JsonNodeFactory.instance.objectNode();
        for (var field : fields) {
            var value = stated.has(field.name()) ? stated.get(field.name()) : value(field);
            if (value != null) {
                payload.set(field.name(), counted(value, n));
            }
        }
        stated.properties().stream().filter(property -> !payload.has(property.getKey()))
                .forEach(property -> payload.set(property.getKey(), counted(property.getValue(), n)));
        return payload;
    }

    /** @return the field's example as JSON; the format allows an object or a text, so a text may contain JSON */
    public static @Nullable JsonNode value(Field field) {
        var example = field.example();
        if (example == null || !example.isString() || isText(field)) {
            return example;
        }
        try {
            return JSON.readTree(example.stringValue());
        } catch (JacksonException e) {
            return example; // does not fit its type; Examples reports it
        }
    }

    private static boolean isText(Field field) {
        return !field.isList() && switch (field.type()) {
            case String, Date, DateTime, UUID -> true;
            case Custom -> field.example() != null && !field.example().stringValue("").strip().startsWith("{");
            case Boolean, Double, Decimal, Long, Int -> false;
        };
    }

    private static JsonNode counted(JsonNode value, String n) {
        if (value.isString()) {
            return StringNode.valueOf(value.stringValue().replace(COUNTER, n));
        }
        if (value.isObject()) {
            var copy = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(property -> copy.set(property.getKey(), counted(property.getValue(), n)));
            return copy;
        }
        if (value.isArray()) {
            var copy = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> copy.add(counted(item, n)));
            return copy;
        }
        return value;
    }
}
