package io.eventcart.platform.projections;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event processor as the operator sees it.
 *
 * @param rebuildable false for an automation, which keeps no rows
 * @param copy the active copy, which readers see: 1 or 2
 * @param position of the last event that it has handled
 * @param lag how many positions it is behind the newest event
 * @param error why it has stopped; null unless the state is ERROR
 * @param deadLetters how many events are in its dead-letter queue
 * @param replay the progress of a rebuild; null if none is under way
 * @param comparison of the rows of both copies before the last switch-over; null if there was none
 * @param previous the copy that was active before, which an operator can switch back to; null if there is none
 */
record ProjectionView(String name, RunState state, boolean rebuildable, @Nullable Integer copy, long position, long lag,
        @Nullable String error, long deadLetters, @Nullable RebuildProgress replay, @Nullable CopyComparison comparison,
        @Nullable Previous previous) {
    /** What the processor is doing. */
    enum RunState {
        RUNNING, PAUSED, ERROR, REPLAYING,
        /** A local projection that nobody has asked for: it is filled with the first question. */
        IDLE
    }

    /** @param since when readers last saw it */
    record Previous(int copy, Instant since, long position) {}
}
