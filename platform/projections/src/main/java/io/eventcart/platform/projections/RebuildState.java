package io.eventcart.platform.projections;

import org.jspecify.annotations.Nullable;

/** Where the rebuild of a projection is. {@link Rebuilds} leads from one state to the next. */
sealed interface RebuildState {
    /** The standby copy is empty, and its processor stands still. */
    record Idle(@Nullable CopyComparison comparison) implements RebuildState {}

    /** The standby copy is made anew out of all events. */
    record Replaying() implements RebuildState {
        @Override
        public @Nullable CopyComparison comparison() {
            return null;
        }
    }

    /** The standby copy has caught up, and the rows of both copies have been compared. Readers still see the active copy. */
    record Compared(CopyComparison comparison) implements RebuildState {}

    /** Readers see the rebuilt copy. The copy before it follows the events, so that readers can switch back. */
    record SwitchedOver(@Nullable CopyComparison comparison) implements RebuildState {}

    /** @return of the rows of both copies before the last switch-over; null if there was none */
    @Nullable
    CopyComparison comparison();

    default boolean isUnderWay() {
        return this instanceof Replaying || this instanceof Compared;
    }
}
