package io.eventcart.platform.projections;

import io.eventcart.platform.projections.RebuildState.Idle;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the database says of a projection.
 *
 * @param active the copy that readers see
 * @param isPaused whether both copies stand still
 * @param since when the standby copy was emptied, filled or made active for the last time
 */
record ProjectionState(ProjectionCopy active, RebuildState rebuild, boolean isPaused, Instant since) {
    /** As precise as the database keeps it, so that a state that was read is equal to the one that was written. */
    ProjectionState {
        since = since.truncatedTo(ChronoUnit.MICROS);
    }

    static ProjectionState first(String projection, Instant now) {
        return new ProjectionState(new ProjectionCopy(projection, ProjectionCopy.FIRST), new Idle(null), false, now);
    }

    String projection() {
        return active.projection();
    }

    ProjectionCopy standby() {
        return active.other();
    }

    boolean isToRun(ProjectionCopy copy) {
        return !isPaused && isInUse(copy);
    }

    boolean isInUse(ProjectionCopy copy) {
        return copy.equals(active) || !(rebuild instanceof Idle);
    }

    ProjectionState paused(boolean now) {
        return new ProjectionState(active, rebuild, now, since);
    }

    /** The same rebuild, a step further. */
    ProjectionState with(RebuildState next) {
        return new ProjectionState(active, next, isPaused, since);
    }

    /** The standby copy is emptied, or begins to be filled. */
    ProjectionState with(RebuildState next, Instant now) {
        return new ProjectionState(active, next, isPaused, now);
    }

    /** Readers see the standby copy from that moment on. */
    ProjectionState switchedOver(Instant at) {
        return new ProjectionState(standby(), new RebuildState.SwitchedOver(rebuild.comparison()), isPaused, at);
    }
}
