package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Field;
import io.eventcart.eventmodels.Payloads;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The stored form of a new event, with a value in every field, as the example for its golden history. */
final class GoldenExample {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SOME_ID = "3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11";

    private GoldenExample() {}

    /** @return one line of JSON */
    static String of(Element event) {
        var stored = JSON.objectNode();
        event.fields().forEach(field -> stored.set(field.name(), of(field, Payloads.value(field))));
        return stored + "\n";
    }

    private static JsonNode of(Field field, @Nullable JsonNode example) {
        if (!field.isList()) {
            return one(field, example);
        }
        var list = JSON.arrayNode();
        if (example == null || example.isEmpty()) {
            list.add(one(field, null));
        } else {
            example.forEach(item -> list.add(one(field, item)));
        }
        return list;
    }

    private static JsonNode one(Field field, @Nullable JsonNode example) {
        var text = example == null ? "" : example.asString("");
        return switch (field.javaType()) {
            case "Money" -> money(example, text);
            case "int", "Integer", "long", "Long" -> JSON.numberNode(text.isEmpty() ? 1 : Long.parseLong(text));
            case "double", "Double", "BigDecimal" -> JSON.numberNode(new BigDecimal(text.isEmpty() ? "1.5" : text));
            case "boolean", "Boolean" -> JSON.booleanNode(!text.equals("false"));
            default -> example == null ? JSON.stringNode(sample(field.javaType())) : example;
        };
    }

    private static ObjectNode money(@Nullable JsonNode example, String text) {
        if (example instanceof ObjectNode money) {
            return money;
        }
        var parts = (text.isEmpty() ? "EUR 1.50" : text).split(" ", 2);
        return JSON.objectNode().put("amount", parts[1]).put("currency", parts[0]);
    }

    private static String sample(String type) {
        return switch (type) {
            case "CartId", "ShopperId", "UUID" -> SOME_ID;
            case "CurrencyUnit" -> "EUR";
            case "LocalDate" -> "2026-11-24";
            case "Instant" -> "2026-11-24T12:00:00Z";
            default -> "some-text";
        };
    }
}
