package io.eventcart.eventmodels;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field of a command, an event, a view or a screen.
 *
 * @param example the default value in specifications: JSON, or a text with JSON
 * @param subfields of a {@link Type#Custom} one
 * @param mapping where the value comes from: {@code Source}, {@code Source.field}, {@code Source.@timestamp} or {@code
 *     Source.@version}, several separated by commas; null for the field of the same name
 * @param generated whether the decision makes the value, not the command
 * @param schema the Java type, if {@link Type} does not determine it: {@code CartId}, {@code Money}
 */
public record Field(String name, Type type, @Nullable JsonNode example, List<Field> subfields, @Nullable String mapping,
        boolean optional, boolean technicalAttribute, boolean generated, boolean idAttribute, @Nullable String schema,
        @Nullable Cardinality cardinality) {
    /** The names are those of the format. */
    public enum Type {
        String, Boolean, Double, Decimal, Long, Custom, Date, DateTime, UUID, Int
    }

    /** The number of values. */
    public enum Cardinality {
        List, Single
    }

    public Field {
        subfields = Objects.requireNonNullElse(subfields, List.of());
    }

    public boolean isList() {
        return cardinality == Cardinality.List;
    }

    /** @return the simple name of the Java type of one value; {@code int} and other primitives if it can't be null */
    public String javaType() {
        return Optional.ofNullable(schema).orElseGet(() -> switch (type) {
            case String, Custom -> "String";
            case Boolean -> optional ? "Boolean" : "boolean";
            case Double -> optional ? "Double" : "double";
            case Decimal -> "BigDecimal";
            case Long -> optional ? "Long" : "long";
            case Date -> "LocalDate";
            case DateTime -> "Instant";
            case UUID -> "UUID";
            case Int -> optional ? "Integer" : "int";
        });
    }
}
