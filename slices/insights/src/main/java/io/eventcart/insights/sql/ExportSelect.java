package io.eventcart.insights.sql;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The COPY statements of an export. */
final class ExportSelect {
    private static final Pattern TEXT = Pattern.compile("VARCHAR|JSON|ENUM.*|VARIANT|UNION\\(.*");
    private static final String BEGINS_A_FORMULA = "^[=+\\-@\\t\\r\\n]";

    private ExportSelect() {}

    static String copy(String made, List<AnswerColumn> columns, ExportFormat format, Path file) {
        var to = " TO '" + file.toString().replace("'", "''") + "' ";
        return switch (format) {
            case PARQUET -> "COPY (\n" + made + "\n)" + to + "(FORMAT parquet)";
            case CSV -> "COPY (SELECT " + cells(columns) + " FROM (\n" + made + "\n) AS answer("
                    + SizedSelect.names(columns.size()) + "))" + to
                    + "(FORMAT csv, HEADER true, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%fZ')";
        };
    }

    private static String cells(List<AnswerColumn> columns) {
        return IntStream.range(0, columns.size()).mapToObj(i -> {
            var isText = TEXT.matcher(columns.get(i).type()).matches();
            var text = "CAST(c" + i + " AS VARCHAR)";
            var safe = "CASE WHEN regexp_matches(" + text + ", '" + BEGINS_A_FORMULA + "') THEN '''' || " + text
                    + " ELSE " + text + " END";
            var value = isText ? safe : "c" + i;
            return value + " AS \"" + header(columns.get(i).name()).replace("\"", "\"\"") + "\"";
        }).collect(Collectors.joining(", "));
    }

    private static String header(String name) {
        return !name.isEmpty() && "=+-@\t\r\n".indexOf(name.charAt(0)) >= 0 ? "'" + name : name;
    }
}
