package io.eventcart.platform.projections;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event processor as the operator sees it.
 *
 * @param rebuildable false for what is no projection, such as the forgetting of shoppers
 * @param side the copy that readers see, 1 or 2
 * @param position of the last event that it has handled
 * @param lag how many positions it is behind the newest event
 * @param error why it stands still; null unless the state is ERROR
 * @param deadLetters how many events it has put aside
 * @param replay null unless the state is REPLAYING, or a replay stands still on an error
 * @param comparison of the rows of both copies before the last switch-over; null if there was none
 * @param kept the copy that readers saw before; null if none is kept
 */
record ProjectionView(String name, RunState state, boolean rebuildable, @Nullable Integer side, long position, long lag,
        @Nullable String error, long deadLetters, @Nullable RebuildProgress replay, @Nullable CopyComparison comparison,
        @Nullable Kept kept) {
    /** What it is doing. */
    enum RunState {
        RUNNING, PAUSED, ERROR, REPLAYING
    }

    /** @param since when it was shown for the last time */
    record Kept(int side, Instant since, long position) {}
}
