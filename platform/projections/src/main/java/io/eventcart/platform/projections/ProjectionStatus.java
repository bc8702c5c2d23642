package io.eventcart.platform.projections;

import org.jspecify.annotations.Nullable;

/**
 * The status of a projection's active copy, or of an automation, at this moment.
 *
 * @param position of the last event that it has handled
 * @param lag how many positions it is behind the newest event
 * @param error why it has failed on this instance; null if it has not
 */
record ProjectionStatus(String name, String processor, long position, long lag, boolean isPaused,
        @Nullable String error) {}
