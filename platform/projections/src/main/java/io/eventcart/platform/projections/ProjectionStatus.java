package io.eventcart.platform.projections;

import org.jspecify.annotations.Nullable;

/**
 * How a projection's active copy, or another processor, is at this moment.
 *
 * @param position of the last event that it has handled
 * @param lag how many positions it is behind the newest event
 * @param error why it has failed here; null if it has not
 */
record ProjectionStatus(String name, String processor, long position, long lag, boolean isPaused,
        @Nullable String error) {}
