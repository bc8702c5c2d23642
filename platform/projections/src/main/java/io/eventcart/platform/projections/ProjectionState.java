package io.eventcart.platform.projections;

import io.eventcart.platform.projections.RebuildState.Idle;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The state of a projection in the database.
 *
 * @param active the copy that readers see
 * @param isPaused whether both copies are stopped
 * @param since when the standby copy was last emptied, began its replay, or was made active
 */
record ProjectionState(ProjectionCopy active, RebuildState rebuild, boolean isPaused, Instant since) {
    /** Has the database's precision, so that a state that is read equals the one that was written. */
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

    boolean shouldRun(ProjectionCopy copy) {
        return !isPaused && isInUse(copy);
    }

    boolean isInUse(ProjectionCopy copy) {
        return copy.equals(active) || !(rebuild instanceof Idle);
    }

    ProjectionState paused(boolean now) {
        return new ProjectionState(active, rebuild, now, since);
    }

    /** The next state of the same rebuild. */
    ProjectionState with(RebuildState next) {
        return new ProjectionState(active, next, isPaused, since);
    }

    /** A state in which the standby copy was emptied or began its replay. */
    ProjectionState with(RebuildState next, Instant now) {
        return new ProjectionState(active, next, isPaused, now);
    }

    /** The standby copy is the active one from that moment on. */
    ProjectionState switchedOver(Instant at) {
        return new ProjectionState(standby(), new RebuildState.SwitchedOver(rebuild.comparison()), isPaused, at);
    }
}
