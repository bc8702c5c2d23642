package io.eventcart.insights.sql;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Wraps a statement so that DuckDB itself stops once the rows are too large together. The driver copies 2,048 rows at once into the heap;
 * counting there would be too late.
 */
final class SizedSelect {
    static final String TOO_LARGE = "the answer is too large";
    private static final int MAX_BYTES = 16 << 20;
    private static final int BYTES_OF_A_VALUE = 16;
    private static final Pattern FIXED = Pattern.compile(
            "U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\\(\\d+,\\d+\\)|BOOLEAN|UUID|DATE|TIME.*|INTERVAL");
    /** The name of the type, but no quoted name of a field. */
    private static final Pattern TIMESTAMP = Pattern.compile("(?<![\"\\w])TIMESTAMP(_S|_MS|_NS)?(?![\"\\w]| WITH)");

    private SizedSelect() {}

    /**
     * @param made a statement, with its columns
     * @param rows at the most
     * @return a statement with the same columns, and one more without a meaning
     */
    static String of(String made, List<AnswerColumn> columns, int rows) {
        var sizes = IntStream.range(0, columns.size()).filter(i -> !isFixed(columns.get(i).type()))
                .mapToObj(i -> " + coalesce(strlen(CAST(c" + i + " AS VARCHAR)), 0)").collect(Collectors.joining());
        return "SELECT " + values(columns) + ", CASE WHEN sum(" + columns.size() * BYTES_OF_A_VALUE + sizes
                + ") OVER (ROWS UNBOUNDED PRECEDING) > " + MAX_BYTES + " THEN error('" + TOO_LARGE + "') END FROM (\n"
                + made
                + "\n) AS answer(" + names(columns.size()) + ") LIMIT " + rows;
    }

    /** @return names for columns that are apart from each other, as those of the statement may not be */
    static String names(int columns) {
        return IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    }

    private static boolean isFixed(String type) {
        return FIXED.matcher(type).matches() && !type.endsWith("]");
    }

    /** Within lists and structures, the driver would take a time for one of the zone of this process. An instant needs no zone. */
    private static String values(List<AnswerColumn> columns) {
        return IntStream.range(0, columns.size()).mapToObj(i -> {
            var type = columns.get(i).type();
            var isNested = type.endsWith("]") || type.startsWith("STRUCT(") || type.startsWith("MAP(");
            var exact = TIMESTAMP.matcher(type).replaceAll("TIMESTAMP WITH TIME ZONE");
            return isNested && !exact.equals(type) ? "CAST(c" + i + " AS " + exact + ")" : "c" + i;
        }).collect(Collectors.joining(", "));
    }
}
