package io.eventcart.insights.sql;

import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Turns DuckDB's values into those of {@link SqlAnswer}. */
final class AnswerRows {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    /** Where DuckDB's microseconds end, which stands for infinity. */
    private static final LocalDateTime FOREVER = LocalDateTime.of(294247, 1, 10, 4, 0, 54, 775_807_000);
    private static final LocalDateTime SINCE_EVER = LocalDateTime.of(1970, 1, 1, 0, 0).minusSeconds(9_223_372_036_854L)
            .minusNanos(775_807_000);
    private static final LocalDate LAST_DAY = LocalDate.ofEpochDay(Integer.MAX_VALUE);
    private static final LocalDate FIRST_DAY = LocalDate.ofEpochDay(-Integer.MAX_VALUE);

    private AnswerRows() {}

    static List<@Nullable Object> row(ResultSet row, List<AnswerColumn> columns) throws SQLException {
        var values = new ArrayList<@Nullable Object>(columns.size());
        for (var i = 1; i <= columns.size(); i++) {
            // As an object, it would pass through the time zone of this process, in which not every time exists.
            var isTimestamp = columns.get(i - 1).type().matches("TIMESTAMP(_S|_MS|_NS)?");
            values.add(value(isTimestamp ? row.getObject(i, LocalDateTime.class) : row.getObject(i)));
        }
        return values;
    }

    private static @Nullable Object value(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Double number when !Double.isFinite(number) -> number.toString();
            case Float number when !Float.isFinite(number) -> number.toString();
            case Number number -> number;
            case Boolean truth -> truth;
            case LocalDateTime time -> instant(time);
            case Timestamp time -> instant(time.toLocalDateTime());
            case OffsetDateTime time -> instant(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
            case LocalDate day ->
                day.equals(LAST_DAY) ? "infinity" : day.equals(FIRST_DAY) ? "-infinity" : day.toString();
            case JsonNode json -> JSON.readTree(json.toString());
            case Blob bytes -> Base64.getEncoder().encodeToString(bytes.getBytes(1, (int) bytes.length()));
            case Array array -> list((Object[]) array.getArray());
            case DuckDBStruct struct -> map(struct.getMap());
            case Map<?, ?> map -> map(map);
            default -> value.toString();
        };
    }

    private static String instant(LocalDateTime time) {
        return time.equals(FOREVER)
                ? "infinity"
                : time.equals(SINCE_EVER) ? "-infinity" : time.toInstant(ZoneOffset.UTC).toString();
    }

    private static List<@Nullable Object> list(@Nullable Object[] elements) throws SQLException {
        var list = new ArrayList<@Nullable Object>(elements.length);
        for (var element : elements) {
            list.add(value(element));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> entries) throws SQLException {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var entry : entries.entrySet()) {
            map.put(String.valueOf(value(entry.getKey())), value(entry.getValue()));
        }
        return map;
    }
}
