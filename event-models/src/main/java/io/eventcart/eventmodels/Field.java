package io.eventcart.eventmodels;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field of a command, an event, a view or a screen.
 *
 * @param example what it is, where a specification does not say otherwise: JSON, or a text that is the JSON
 * @param subfields of a {@link Type#Custom} one
 * @param mapping where the value comes from: {@code Source}, {@code Source.field}, {@code Source.@timestamp} or
 *        {@code Source.@version}, several parted by commas; null for the field of the same name
 * @param generated made by the decision, not brought by the command
 * @param schema the Java type, where {@link Type} alone does not tell: {@code CartId}, {@code Money}
 */
public record Field(String name, Type type, @Nullable JsonNode example, List<Field> subfields, @Nullable String mapping,
        boolean optional, boolean technicalAttribute, boolean generated, boolean idAttribute, @Nullable String schema,
        @Nullable Cardinality cardinality) {
    /** Written as the format has them. */
    public enum Type {
        String, Boolean, Double, Decimal, Long, Custom, Date, DateTime, UUID, Int
    }

    /** How many values it has. */
    public enum Cardinality {
        List, Single
    }

    public Field {
        subfields = Objects.requireNonNullElse(subfields, List.of());
    }

    public boolean isList() {
        return cardinality == Cardinality.List;
    }

    /** @return the simple name of the Java type of one value, {@code int} and the like for primitives that can't be null */
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
