package io.eventcart.insights.copy;

import com.fasterxml.jackson.annotation.JsonValue;
import io.eventcart.platform.sliceapi.EncryptedField;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A type of DuckDB, and how to read a value of it from an event's JSON.
 *
 * @param sql the type's name, such as {@code DECIMAL(18,4)}
 * @param reader throws a {@link RuntimeException} for a value of another type; never gets a missing value
 */
record ColumnType(String sql, Function<JsonNode, Object> reader) {
    private static final int DECIMALS = 4;
    private static final int DIGITS = 18;

    static final ColumnType TEXT = new ColumnType("VARCHAR", JsonNode::asString);
    static final ColumnType UNIQUE_ID = new ColumnType("UUID", node -> UUID.fromString(node.stringValue()));
    static final ColumnType DECIMAL = new ColumnType("DECIMAL(" + DIGITS + "," + DECIMALS + ")", ColumnType::decimal);
    /** Whether personal data was given; the data itself is never copied. */
    static final ColumnType IS_GIVEN = new ColumnType("BOOLEAN", node -> true);
    private static final ColumnType JSON = new ColumnType("JSON", JsonNode::toString);
    private static final ColumnType TIME = new ColumnType("TIMESTAMP",
            node -> LocalDateTime.ofInstant(Instant.parse(node.stringValue()), ZoneOffset.UTC));

    private static final Map<Class<?>, ColumnType> SIMPLE = Map.ofEntries(
            Map.entry(String.class, TEXT), Map.entry(CurrencyUnit.class, TEXT),
            Map.entry(UUID.class, UNIQUE_ID), Map.entry(BigDecimal.class, DECIMAL), Map.entry(Instant.class, TIME),
            Map.entry(int.class, new ColumnType("INTEGER", JsonNode::intValue)),
            Map.entry(Integer.class, new ColumnType("INTEGER", JsonNode::intValue)),
            Map.entry(long.class, new ColumnType("BIGINT", JsonNode::longValue)),
            Map.entry(Long.class, new ColumnType("BIGINT", JsonNode::longValue)),
            Map.entry(double.class, new ColumnType("DOUBLE", JsonNode::doubleValue)),
            Map.entry(Double.class, new ColumnType("DOUBLE", JsonNode::doubleValue)),
            Map.entry(boolean.class, new ColumnType("BOOLEAN", JsonNode::booleanValue)),
            Map.entry(Boolean.class, new ColumnType("BOOLEAN", JsonNode::booleanValue)),
            Map.entry(LocalDate.class, new ColumnType("DATE", node -> LocalDate.parse(node.stringValue()))));

    /** @return null if the value is missing, and has no reader that says more */
    @Nullable
    Object read(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : reader.apply(node);
    }

    /** @param type of a record's component, other than money, which is two columns */
    static ColumnType of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            if (raw == EncryptedField.class) {
                return IS_GIVEN;
            }
            return Collection.class.isAssignableFrom(raw) ? list(of(generic.getActualTypeArguments()[0])) : JSON;
        }
        if (!(type instanceof Class<?> plain)) {
            return JSON;
        }
        if (SIMPLE.containsKey(plain)) {
            return SIMPLE.get(plain);
        }
        if (plain.isEnum()) {
            return TEXT;
        }
        return plain.isRecord() ? ofRecord(plain) : JSON;
    }

    /** A record that is written as one value, such as an id, or else a structure of its components. */
    private static ColumnType ofRecord(Class<?> type) {
        var components = type.getRecordComponents();
        if (writtenAsOneValue(type).isPresent()) {
            var isOfUniqueId = components.length == 1 && components[0].getType() == UUID.class;
            return isOfUniqueId ? UNIQUE_ID : of(writtenAsOneValue(type).get().getReturnType());
        }
        return structure(components);
    }

    private static Optional<Method> writtenAsOneValue(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).filter(method -> method.isAnnotationPresent(JsonValue.class))
                .findFirst();
    }

    private static ColumnType list(ColumnType of) {
        return new ColumnType(of.sql + "[]", node -> {
            var values = new ArrayList<@Nullable Object>();
            node.forEach(element -> values.add(of.read(element)));
            return values;
        });
    }

    private static ColumnType structure(RecordComponent[] components) {
        var fields = Arrays.stream(components).flatMap(component -> EventColumn.of(component).stream()).toList();
        var sql = "STRUCT(" + String.join(", ", fields.stream().map(EventColumn::sql).toList()) + ")";
        return new ColumnType(sql, node -> {
            List<@Nullable Object> values = new ArrayList<>();
            fields.forEach(field -> values.add(field.read(node)));
            return values;
        });
    }

    private static BigDecimal decimal(JsonNode node) {
        var value = (node.isString() ? new BigDecimal(node.stringValue()) : node.decimalValue())
                .setScale(DECIMALS, RoundingMode.HALF_EVEN);
        if (value.precision() > DIGITS) {
            throw new IllegalArgumentException(node + " has more than " + DIGITS + " digits");
        }
        return value;
    }
}
