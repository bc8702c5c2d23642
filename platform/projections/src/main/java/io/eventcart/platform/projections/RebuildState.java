package io.eventcart.platform.projections;

import org.jspecify.annotations.Nullable;

/** The state of a projection's rebuild. {@link Rebuilds} has the transitions. */
sealed interface RebuildState {
    /** The standby copy is empty, and its processor is stopped. */
    record Idle(@Nullable CopyComparison comparison) implements RebuildState {}

    /** The standby copy is being rebuilt from all events. */
    record Replaying() implements RebuildState {
        @Override
        public @Nullable CopyComparison comparison() {
            return null;
        }
    }

    /** The standby copy has caught up, and the rows of both copies have been compared. Readers still see the active copy. */
    record Compared(CopyComparison comparison) implements RebuildState {}

    /** Readers see the rebuilt copy. The previous copy still handles events, so an operator can switch back. */
    record SwitchedOver(@Nullable CopyComparison comparison) implements RebuildState {}

    /** @return the comparison of both copies' rows before the last switch-over; null if there was none */
    @Nullable
    CopyComparison comparison();

    default boolean isUnderWay() {
        return this instanceof Replaying || this instanceof Compared;
    }
}
