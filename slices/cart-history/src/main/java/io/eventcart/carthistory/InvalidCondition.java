package io.eventcart.carthistory;

<<<<<<<HEAD
import io.eventcart.sharedkernel.InvalidRequest;=======
import io.eventcart.sharedkernel.Rejection;
import java.util.List;>>>>>>>history
import java.util.Map;

/** A condition that is none, or not one over the view of a cart. */
@SuppressWarnings("serial")
<<<<<<<HEAD final class InvalidCondition extends InvalidRequest {
    =======
final class InvalidCondition extends Rejection {
>>>>>>> history
    /**
     * @param line from 1
     * @param column from 1
     * @param fault what is wrong there
     */
    InvalidCondition(int line, int column, String fault) {
        super("invalid-request", Nature.MALFORMED, "condition " + message(line, column, fault), Map.of("errors",
                List.of(Map.of("field", "condition", "message", message(line, column, fault), "line", line, "column",
                        column))));
    }

    private static String message(int line, int column, String fault) {
        return "is wrong at " + (line == 1 ? "" : "line " + line + ", ") + "column " + column + ": " + fault;
    }
}
