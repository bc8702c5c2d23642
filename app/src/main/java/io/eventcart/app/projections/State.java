package io.eventcart.app.projections;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the database about the two sides of a projection.
 *
 * @param shown the side that readers see
 * @param since when the other side became what it is
 * @param comparison of the rows of both sides before the last swap; null if there was none
 */
record State(Side shown, Other other, boolean paused, Instant since, @Nullable Comparison comparison) {
    /** As precise as the database keeps it, so that a state that was read is equal to the one that was written. */
    State {
        since = since.truncatedTo(ChronoUnit.MICROS);
    }

    /** What the side is for that readers do not see. */
    enum Other {
        /** Nothing: its processor stands still. */
        EMPTY,
        /** It is made anew out of all events. */
        REPLAYING,
        /** It was shown before; it follows the events, so that it can be shown again. */
        KEPT
    }

    static State first(String projection, Instant now) {
        return new State(new Side(projection, Side.FIRST), Other.EMPTY, false, now, null);
    }

    String projection() {
        return shown.projection();
    }

    boolean isToRun(Side side) {
        return !paused && isInUse(side);
    }

    boolean isInUse(Side side) {
        return side.equals(shown) || other != Other.EMPTY;
    }

    State paused(boolean now) {
        return new State(shown, other, now, since, comparison);
    }

    State other(Other next, Instant now) {
        return new State(shown, next, paused, now, next == Other.REPLAYING ? null : comparison);
    }

    State compared(Comparison found) {
        return new State(shown, other, paused, since, found);
    }

    /** Readers see the other side; the one that they have seen so far is kept. */
    State swapped(Instant now) {
        return new State(shown.other(), Other.KEPT, paused, now, comparison);
    }
}
