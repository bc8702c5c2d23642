package io.eventcart.carthistory;

import io.eventcart.sharedkernel.InvalidRequest;

/** Calls that name something that can't be meant. */
final class Malformed {
    private Malformed() {}

    /** There is no way back: what was removed between 5 and 3 would have been added between 3 and 5. */
    @SuppressWarnings("serial")
    static final class ReversedRange extends InvalidRequest {
        ReversedRange(long from, long to) {
            super("from", "is " + from + ", which is after to, " + to + ": name the earlier version first");
        }
    }

    /** The cart at a version, or at an instant. */
    @SuppressWarnings("serial")
    static final class TwoTimes extends InvalidRequest {
        TwoTimes() {
            super("at", "can't be given together with version: leave one of them out");
        }
    }

    /** The cart has too many events for a condition of this size. */
    @SuppressWarnings("serial")
    static final class TooSlow extends InvalidRequest {
        TooSlow() {
            super("condition", "takes longer than " + TimeMachine.PATIENCE.toSeconds()
                    + " s to be looked for in this cart: make it shorter");
        }
    }
}
