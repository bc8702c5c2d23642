package io.eventcart.insights.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds where in the caller's text a fault is. DuckDB names a place in the text that it ran, which was made from the caller's tree; the
 * same node of both trees leads from one text to the other.
 */
final class FaultPlace {
    private static final Pattern EXCERPT = Pattern.compile("\\nLINE (\\d+): ([^\\n]*)\\n( *)\\^");
    private static final String CUT = "...";
    private static final JsonMapper JSON = JsonMapper.shared();

    private FaultPlace() {}

    /** @return where the planner finds fault with a statement that it has just refused; null if it doesn't tell */
    static @Nullable SqlPlace inPlan(Connection connection, SqlTree callers, String made) {
        try {
            var answer = JSON.readTree(SqlTree.ask(connection, "SELECT json_serialize_plan(?::VARCHAR)", made));
            return answer.hasNonNull("position")
                    ? of(connection, callers, made, answer.path("position").asLong(-1))
                    : null;
        } catch (SQLException | JacksonException e) {
            return null;
        }
    }

    /**
     * Reads the place off the excerpt in an error message.
     *
     * @param ran the text that failed, which contains {@code made}
     * @return null if the message has no excerpt, or it is not clear where that is
     */
    static @Nullable SqlPlace inRun(Connection connection, SqlTree callers, String made, String ran, String message) {
        var excerpt = EXCERPT.matcher(message);
        if (!excerpt.find()) {
            return null;
        }
        var shown = excerpt.group(2);
        var index = excerpt.group(3).length() - ("LINE " + excerpt.group(1) + ": ").length();
        if (shown.startsWith(CUT)) {
            shown = shown.substring(CUT.length());
            index -= CUT.length();
        }
        if (shown.endsWith(CUT)) {
            shown = shown.substring(0, shown.length() - CUT.length());
        }
        var found = made.indexOf(shown);
        var isClear = index >= 0 && found >= 0 && found + index <= made.length()
                && ran.indexOf(shown) == ran.lastIndexOf(shown);
        return isClear
                ? of(connection, callers, made,
                        made.substring(0, found + index).getBytes(StandardCharsets.UTF_8).length)
                : null;
    }

    private static @Nullable SqlPlace of(Connection connection, SqlTree callers, String made, long offset) {
        var node = counterpart(callers.query(), SqlTree.parse(connection, SqlText.made(made)).query(), offset);
        return node == null ? null : callers.text().placeOfByte(SqlTree.offsetOf(node));
    }

    private static @Nullable JsonNode counterpart(JsonNode callers, JsonNode made, long offset) {
        if (SqlTree.offsetOf(made) == offset && SqlTree.offsetOf(callers) >= 0) {
            return callers;
        }
        for (var field : made.properties()) {
            var found = counterpart(callers.path(field.getKey()), field.getValue(), offset);
            if (found != null) {
                return found;
            }
        }
        for (var i = 0; made.isArray() && i < made.size(); i++) {
            var found = counterpart(callers.path(i), made.path(i), offset);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
