package io.eventcart.insights.sql;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement that isn't run, or was stopped. The message says why, and what to do instead. Facts: {@code line} and {@code column} in the
 * caller's text, both from 1, where they are known.
 */
@SuppressWarnings("serial")
final class SqlRefused extends Rejection {
    private SqlRefused(String message, Map<String, Object> facts) {
        super("sql-refused", Nature.MALFORMED, message, facts);
    }

    static SqlRefused of(String message) {
        return new SqlRefused(message, Map.of());
    }

    static SqlRefused at(@Nullable SqlPlace place, String message) {
        return place == null
                ? of(message)
                : new SqlRefused(message, Map.of("line", place.line(), "column", place.column()));
    }
}
