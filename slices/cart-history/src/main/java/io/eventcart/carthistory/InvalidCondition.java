package io.eventcart.carthistory;

import io.eventcart.platform.sliceapi.InvalidRequest;
import java.util.Map;

/** The text is no condition, or not one over the view of a cart. */
@SuppressWarnings("serial")
final class InvalidCondition extends InvalidRequest {
    /**
     * @param line from 1
     * @param column from 1
     * @param fault what is wrong there
     */
    InvalidCondition(int line, int column, String fault) {
        super("condition", message(line, column, fault), Map.of("field", "condition", "message",
                message(line, column, fault), "line", line, "column", column));
    }

    private static String message(int line, int column, String fault) {
        return "is wrong at " + (line == 1 ? "" : "line " + line + ", ") + "column " + column + ": " + fault;
    }
}
