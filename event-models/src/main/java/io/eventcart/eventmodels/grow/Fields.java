package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Element;
import io.eventcart.eventmodels.Field;
import io.eventcart.eventmodels.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a model's fields as Java declarations. */
final class Fields {
    /**
     * On a command: {@code range:quantity:1..999}, the smallest and largest value that a caller may send; of a text, its length.
     */
    private static final String RANGE = "range";
    private static final Pattern RANGE_FORM = Pattern.compile("(\\w+):(\\d+)\\.\\.(\\d+)");
    private static final String LONGEST_TEXT = "200";
    private static final Map<String, String> BOXED = Map.of("int", "Integer", "long", "Long", "boolean", "Boolean",
            "double", "Double");

    private Fields() {}

    /** @return {@code CartId cartId, @Nullable Integer quantity} */
    static String parameters(List<Field> fields) {
        return fields.stream().map(Fields::declaration).collect(Collectors.joining(", "));
    }

    static String declaration(Field field) {
        return (field.optional() ? "@Nullable " : "") + type(field) + " " + field.name();
    }

    /** @return the names of the list fields, which a record must copy since a list is mutable */
    static List<String> lists(List<Field> fields) {
        return fields.stream().filter(Field::isList).map(Field::name).toList();
    }

    /** @return the field as part of a request's body */
    static String inBody(Element command, Field field) {
        var required = field.optional() ? "" : isText(field) ? "@NotBlank " : "@NotNull ";
        return required + constraints(command, field) + (field.optional() ? "@Nullable " : "") + boxed(field) + " "
                + field.name();
    }

    /** @return the field as a parameter of a request */
    static String inQuery(Element command, Field field) {
        return "@RequestParam" + (field.optional() ? "(required = false) " : " ") + constraints(command, field)
                + (field.optional() ? "@Nullable " : "") + type(field) + " " + field.name();
    }

    private static String constraints(Element command, Field field) {
        var range = Tags.values(command.tags(), RANGE).stream().map(RANGE_FORM::matcher)
                .filter(found -> found.matches() && found.group(1).equals(field.name())).findFirst();
        if (isText(field)) {
            return range.map(found -> "@Size(min = " + found.group(2) + ", max = " + found.group(3) + ") ")
                    .orElse("@Size(max = " + LONGEST_TEXT + ") ");
        }
        return range.map(found -> "@Min(" + found.group(2) + ") @Max(" + found.group(3) + ") ").orElse("");
    }

    /** @return the malformed range tags of that command */
    static List<String> badRanges(Element command) {
        return Tags.values(command.tags(), RANGE).stream().filter(range -> !Optional.of(RANGE_FORM.matcher(range))
                .filter(found -> found.matches() && command.field(found.group(1)).isPresent()).isPresent()).toList();
    }

    private static boolean isText(Field field) {
        return !field.isList() && field.javaType().equals("String");
    }

    private static String type(Field field) {
        return field.isList() ? "List<" + boxed(field.javaType()) + ">" : field.javaType();
    }

    private static String boxed(Field field) {
        return field.isList() ? type(field) : boxed(field.javaType());
    }

    static String boxed(String type) {
        return BOXED.getOrDefault(type, type);
    }
}
