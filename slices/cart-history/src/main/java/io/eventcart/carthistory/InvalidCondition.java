package io.eventcart.carthistory;

import io.eventcart.sharedkernel.InvalidRequest;
import java.util.Map;

/** A condition that is none, or not one over the view of a cart. */
@SuppressWarnings("serial")
final class InvalidCondition extends InvalidRequest {
    /**
     * @param line from 1
     * @param column from 1
     */
    InvalidCondition(int line, int column, String fault) {
        this(line, column, fault, "is wrong at " + (line == 1 ? "" : "line " + line + ", ") + "column " + column + ": "
                + fault);
    }

    private InvalidCondition(int line, int column, String fault, String message) {
        super("condition", message, Map.of("field", "condition", "message", message, "line", line, "column", column,
                "fault", fault));
    }
}
