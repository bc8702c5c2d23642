package io.eventcart.platform.projections;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the database about the two copies of a projection.
 *
 * @param active the copy that readers see
 * @param since when the standby copy became what it is
 * @param comparison of the rows of both copies before the last switch-over; null if there was none
 */
record ProjectionState(ProjectionCopy active, Other other, boolean paused, Instant since,
        @Nullable CopyComparison comparison) {
    /** As precise as the database keeps it, so that a state that was read is equal to the one that was written. */
    ProjectionState {
        since = since.truncatedTo(ChronoUnit.MICROS);
    }

    /** What the copy is for that readers do not see. */
    enum Other {
        /** Nothing: its processor stands still. */
        EMPTY,
        /** It is made anew out of all events. */
        REPLAYING,
        /** It was shown before; it follows the events, so that it can be shown again. */
        KEPT
    }

    static ProjectionState first(String projection, Instant now) {
        return new ProjectionState(new ProjectionCopy(projection, ProjectionCopy.FIRST), Other.EMPTY, false, now, null);
    }

    String projection() {
        return active.projection();
    }

    boolean isToRun(ProjectionCopy side) {
        return !paused && isInUse(side);
    }

    boolean isInUse(ProjectionCopy side) {
        return side.equals(active) || other != Other.EMPTY;
    }

    ProjectionState paused(boolean now) {
        return new ProjectionState(active, other, now, since, comparison);
    }

    ProjectionState other(Other next, Instant now) {
        return new ProjectionState(active, next, paused, now, next == Other.REPLAYING ? null : comparison);
    }

    ProjectionState compared(CopyComparison found) {
        return new ProjectionState(active, other, paused, since, found);
    }

    /** Readers see the standby copy; the one that they have seen so far is kept. */
    ProjectionState switchedOver(Instant now) {
        return new ProjectionState(active.other(), Other.KEPT, paused, now, comparison);
    }
}
