package io.eventcart.insights.ocel;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The five types of attributes of OCEL 2.0, and the columns of DuckDB that become such attributes. */
enum OcelValueType {
    STRING("TEXT", "VARCHAR|UUID|ENUM\\(.*|BIT|TIME|TIME WITH TIME ZONE|INTERVAL|UBIGINT|U?HUGEINT"), TIME("TIMESTAMP",
            "TIMESTAMP.*|DATE"), INTEGER("INTEGER",
                    "TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER"), FLOAT("REAL",
                            "DECIMAL\\(.*|FLOAT|DOUBLE"), BOOLEAN("BOOLEAN", "BOOLEAN");

    private static final Pattern FINITE = Pattern.compile("[-+0-9.eE]+");

    private final String sqlite;
    private final Pattern columns;

    /** @param columns the types of DuckDB; integers beyond 64 bits are strings, as readers of a log count with 64 */
    OcelValueType(String sqlite, String columns) {
        this.sqlite = sqlite;
        this.columns = Pattern.compile("(?:" + columns + ")");
    }

    /**
     * @param column a type as DuckDB names it, such as {@code DECIMAL(18,4)}
     * @return empty for lists, structures, JSON and bytes, which are no attribute
     */
    static Optional<OcelValueType> ofColumn(String column) {
        for (var type : values()) {
            if (!column.endsWith("]") && type.columns.matcher(column).matches()) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** @return the type's name in the JSON format */
    String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return the type of a column of the SQLite format */
    String sqliteName() {
        return sqlite;
    }

    /** @return an expression of DuckDB: a column's value as a text that {@link #text} takes */
    String toText(String column) {
        return this == TIME ? OcelTime.expression(column) : "CAST(" + column + " AS VARCHAR)";
    }

    /** @return the value as the JSON format has it; empty for a number that is none or infinite, which OCEL does not know */
    Optional<String> text(String value) {
        if (this != FLOAT) {
            return Optional.of(value);
        }
        return FINITE.matcher(value).matches()
                ? Optional.of(new BigDecimal(value).stripTrailingZeros().toPlainString())
                : Optional.empty();
    }

    /** @return the value as the SQLite format has it */
    Object sqliteValue(String text) {
        return switch (this) {
            case STRING, TIME -> text;
            case INTEGER -> Long.valueOf(text);
            case FLOAT -> Double.valueOf(text);
            case BOOLEAN -> Boolean.parseBoolean(text) ? 1 : 0;
        };
    }
}
