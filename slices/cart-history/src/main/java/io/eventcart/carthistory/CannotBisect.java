package io.eventcart.carthistory;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;

/** Bisection needs a condition that is false at version 1 and true at the latest version. */
@SuppressWarnings("serial")
final class CannotBisect extends Rejection {
    private CannotBisect(String kind, String message) {
        super(kind, Nature.CONFLICT, message, Map.of());
    }

    static CannotBisect holdsAtTheStart() {
        return new CannotBisect("condition-holds-at-start",
                "The condition holds at version 1 already: no later event made it true.");
    }

    static CannotBisect doesNotHoldAtTheEnd() {
        return new CannotBisect("condition-not-met-at-end",
                "The condition does not hold at the cart's latest version.");
    }
}
