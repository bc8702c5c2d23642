package io.eventcart.carthistory;

import io.eventcart.sharedkernel.Rejection;
import java.util.List;
import java.util.Map;

/** A call that names something that can't be meant. */
@SuppressWarnings("serial")
abstract class Malformed extends Rejection {
    /** @param message what is wrong with the field, to be read after its name */
    Malformed(String field, String message) {
        this(field, message, Map.of("field", field, "message", message));
    }

    Malformed(String field, String message, Map<String, Object> error) {
        super("invalid-request", Nature.MALFORMED, field + " " + message, Map.of("errors", List.of(error)));
    }

    /** There is no way back: what was removed between 5 and 3 would have been added between 3 and 5. */
    static final class ReversedRange extends Malformed {
        ReversedRange(long from, long to) {
            super("from", "is " + from + ", which is after to, " + to + ": name the earlier version first");
        }
    }

    /** The cart at a version, or at an instant. */
    static final class TwoTimes extends Malformed {
        TwoTimes() {
            super("at", "can't be given together with version: leave one of them out");
        }
    }

    /** The cart has too many events for a condition of this size. */
    static final class TooSlow extends Malformed {
        TooSlow() {
            super("condition", "takes longer than " + TimeMachine.PATIENCE.toSeconds()
                    + " s to be looked for in this cart: make it shorter");
        }
    }
}
