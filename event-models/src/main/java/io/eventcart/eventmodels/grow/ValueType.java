package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Java type that a view's table can store, with its SQL type and conversions. */
enum ValueType {
    CART_ID("CartId", "UUID", "new CartId(row.getObject(\"%s\", UUID.class))", "%s.value()", null), SHOPPER_ID(
            "ShopperId", "UUID", "new ShopperId(row.getObject(\"%s\", UUID.class))", "%s.value()",
            null), PRODUCT_ID("ProductId", "VARCHAR(64)", "new ProductId(row.getString(\"%s\"))", "%s.value()",
                    null), CURRENCY("CurrencyUnit", "VARCHAR(3)", "CurrencyUnit.of(row.getString(\"%s\"))",
                            "%s.getCode()", null), STRING("String", "VARCHAR(1000)", "row.getString(\"%s\")", "%s",
                                    "row.getString(\"%s\")"), INT("int", "INTEGER", "row.getInt(\"%s\")", "%s",
                                            "row.getObject(\"%s\", Integer.class)"), LONG("long", "BIGINT",
                                                    "row.getLong(\"%s\")", "%s",
                                                    "row.getObject(\"%s\", Long.class)"), BOOLEAN("boolean", "BOOLEAN",
                                                            "row.getBoolean(\"%s\")", "%s",
                                                            "row.getObject(\"%s\", Boolean.class)"), DOUBLE("double",
                                                                    "DOUBLE PRECISION", "row.getDouble(\"%s\")", "%s",
                                                                    "row.getObject(\"%s\", Double.class)"), DECIMAL(
                                                                            "BigDecimal", "DECIMAL(19, 4)",
                                                                            "row.getBigDecimal(\"%s\")", "%s",
                                                                            "row.getBigDecimal(\"%s\")"), UUID("UUID",
                                                                                    "UUID",
                                                                                    "row.getObject(\"%s\", UUID.class)",
                                                                                    "%s",
                                                                                    "row.getObject(\"%s\", UUID.class)"), DATE(
                                                                                            "LocalDate", "DATE",
                                                                                            "row.getObject(\"%s\", LocalDate.class)",
                                                                                            "%s",
                                                                                            "row.getObject(\"%s\", LocalDate.class)"), INSTANT(
                                                                                                    "Instant",
                                                                                                    "TIMESTAMP(6) WITH TIME ZONE",
                                                                                                    "row.getObject(\"%s\", OffsetDateTime.class).toInstant()",
                                                                                                    "%s.atOffset(ZoneOffset.UTC)",
                                                                                                    "Optional.ofNullable(row.getObject(\"%s\", OffsetDateTime.class)).map(OffsetDateTime::toInstant).orElse(null)"), MONEY(
                                                                                                            "Money",
                                                                                                            "DECIMAL(19, 4)",
                                                                                                            "Money.of(CurrencyUnit.of(row.getString(\"%1$s_currency\")), row.getBigDecimal(\"%1$s_amount\"))",
                                                                                                            "%s", null);

    private static final Map<String, String> UNBOXED = Map.of("Integer", "int", "Long", "long", "Boolean", "boolean",
            "Double", "double");

    private final String javaName;
    private final String sqlName;
    private final String read;
    private final String parameter;
    private final @Nullable String readOptional;

    ValueType(String javaName, String sqlName, String read, String parameter, @Nullable String readOptional) {
        this.javaName = javaName;
        this.sqlName = sqlName;
        this.read = read;
        this.parameter = parameter;
        this.readOptional = readOptional;
    }

    /** @return empty if no column can hold the field */
    static Optional<ValueType> of(Field field) {
        var name = UNBOXED.getOrDefault(field.javaType(), field.javaType());
        return field.isList()
                ? Optional.empty()
                : Arrays.stream(values()).filter(type -> type.javaName.equals(name))
                        .filter(type -> !field.optional() || type.readOptional != null).findFirst();
    }

    /** @return whether the field has one of these types, or is a list of one */
    static boolean isOne(Field field) {
        var name = UNBOXED.getOrDefault(field.javaType(), field.javaType());
        return Arrays.stream(values()).anyMatch(type -> type.javaName.equals(name));
    }

    /** @return whether it can identify and order rows */
    boolean canBeKey() {
        return this != MONEY;
    }

    /** @return {@code name TYPE} for each column of the value */
    List<String> columns(String column, boolean optional) {
        var end = optional ? "" : " NOT NULL";
        return this == MONEY
                ? List.of(column + "_amount " + sqlName + end, column + "_currency VARCHAR(3)" + end)
                : List.of(column + " " + sqlName + end);
    }

    List<String> columnNames(String column) {
        return this == MONEY ? List.of(column + "_amount", column + "_currency") : List.of(column);
    }

    /** @return the Java expression that reads it from a {@code row} */
    String read(String column, boolean optional) {
        return String.format(optional && readOptional != null ? readOptional : read, column);
    }

    /** @return the Java expression of the SQL parameter for {@code expression} */
    String parameter(String expression) {
        return String.format(parameter, expression);
    }

    String sqlName() {
        return sqlName;
    }

    /** @return the constant of {@code java.sql.Types} for a null parameter */
    String sqlType() {
        return switch (this) {
            case CART_ID, SHOPPER_ID, UUID -> "Types.OTHER";
            case PRODUCT_ID, CURRENCY, STRING -> "Types.VARCHAR";
            case INT -> "Types.INTEGER";
            case LONG -> "Types.BIGINT";
            case BOOLEAN -> "Types.BOOLEAN";
            case DOUBLE -> "Types.DOUBLE";
            case DECIMAL, MONEY -> "Types.DECIMAL";
            case DATE -> "Types.DATE";
            case INSTANT -> "Types.TIMESTAMP_WITH_TIMEZONE";
        };
    }
}
