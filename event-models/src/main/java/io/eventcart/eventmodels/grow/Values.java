package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes the example values of one test as Java expressions. Ids become named constants. */
final class Values {
    private static final List<String> NTH = List.of("", "OTHER_", "THIRD_", "FOURTH_", "FIFTH_");
    private static final String COUNTER = "{n}";

    private final Map<String, Constant> constants = new LinkedHashMap<>();

    /** A constant of a test class. */
    record Constant(String type, String name, String value) {}

    List<Constant> constants() {
        return List.copyOf(constants.values());
    }

    /** @return {@code new ItemAdded(CART, APPLE, …)} */
    String message(Element element, JsonNode payload) {
        return "new " + element.name() + arguments(element.fields(), payload);
    }

    private String arguments(List<Field> fields, JsonNode payload) {
        return fields.stream().map(field -> of(field, payload.get(field.name())))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    String of(Field field, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "null";
        }
        return field.isList()
                ? StreamSupport.stream(value.spliterator(), false).map(item -> one(field, item))
                        .collect(Collectors.joining(", ", "List.of(", ")"))
                : one(field, value);
    }

    private String one(Field field, JsonNode value) {
        var type = field.javaType();
        var text = value.asString("");
        return switch (type) {
            case "String" -> literal(text);
            case "int", "Integer", "double", "Double", "boolean", "Boolean" -> text;
            case "long", "Long" -> text + "L";
            case "BigDecimal" -> "new BigDecimal(" + literal(text) + ")";
            case "Instant", "LocalDate" -> type + ".parse(" + literal(text) + ")";
            case "UUID" -> "UUID.fromString(" + literal(text) + ")";
            case "Money" -> "Money.parse(" + literal(value.isObject()
                    ? value.path("currency").asString("") + " " + value.path("amount").asString("")
                    : text) + ")";
            case "CartId" -> constant(type, "CART", text);
            case "ShopperId" -> constant(type, "SHOPPER", text);
            case "ProductId" -> text.contains(COUNTER) ? of(type, text) : product(text);
            default -> field.subfields().isEmpty()
                    ? of(type, text)
                    : "new " + type + arguments(field.subfields(), value);
        };
    }

    private String constant(String type, String name, String text) {
        return constants.computeIfAbsent(type + text, key -> {
            var before = (int) constants.values().stream().filter(constant -> constant.type().equals(type)).count();
            return new Constant(type, free(before < NTH.size() ? NTH.get(before) + name : name), of(type, text));
        }).name();
    }

    private String product(String text) {
        return constants.computeIfAbsent("ProductId" + text, key -> {
            var name = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
            return new Constant("ProductId", free(name.matches("[A-Z].*") ? name : "PRODUCT_" + name),
                    of("ProductId", text));
        }).name();
    }

    private static String of(String type, String text) {
        return type + ".of(" + literal(text) + ")";
    }

    private String free(String name) {
        return Stream.iterate(1, n -> n + 1).map(n -> n == 1 ? name : name + "_" + n)
                .filter(candidate -> constants.values().stream().noneMatch(other -> other.name().equals(candidate)))
                .findFirst().orElseThrow();
    }

    /** {@code {n}} becomes the variable of the generated loop. */
    private static String literal(String text) {
        return Names.quoted(text).replace(COUNTER, "\" + n + \"").replace(" + \"\"", "").replace("\"\" + ", "");
    }
}
