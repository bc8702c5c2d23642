package io.eventcart.insights.sql;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** DuckDB's error messages, made readable for a caller. */
final class DuckDbFault {
    static final String TOO_MUCH_MEMORY = "The statement needs more memory than it may have. Filter by type or position, group by less, or "
            + "select fewer columns.";
    private static final String OUT_OF_MEMORY = "Out of Memory Error: ";
    private static final String WRAPPED = "Attempting to execute an unsuccessful or closed pending query result\nError: ";
    private static final Pattern KIND = Pattern.compile("^[A-Z][A-Za-z ]* (?:Error|Exception): ");
    /** Advice to change a setting, which no caller can. */
    private static final Pattern SETTING = Pattern
            .compile("(?m)^\\s*\\*? ?(?:Use \"?)?SET .*$|\\s*Use \"SET [^\"]*\"[^.\\n]*\\.?");
    private static final Pattern EXCERPT = Pattern.compile("(?s)\\n+LINE \\d+: .*$");

    private DuckDbFault() {}

    static String readable(SQLException fault) {
        var message = String.valueOf(fault.getMessage());
        if (message.contains(OUT_OF_MEMORY)) {
            return TOO_MUCH_MEMORY;
        }
        if (message.contains(SizedSelect.TOO_LARGE)) {
            return "The answer is larger than 16 MiB. Select fewer or shorter columns or fewer rows, or export it.";
        }
        return readable(message);
    }

    /** @return the message in one line, without its kind, the excerpt of the statement, and advice about settings */
    static String readable(String message) {
        var start = message.indexOf(WRAPPED);
        var inner = start < 0 ? message : message.substring(start + WRAPPED.length());
        var text = SETTING.matcher(EXCERPT.matcher(KIND.matcher(inner).replaceFirst("")).replaceFirst(""))
                .replaceAll("");
        var line = text.strip().replaceAll("\\s*\\n\\s*", " ");
        return line.endsWith(".") || line.endsWith("!") || line.endsWith("?") ? line : line + ".";
    }
}
