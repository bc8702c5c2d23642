package io.eventcart.platform.projections;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event that a projection could not handle, or that waits behind such an event of the same stream.
 *
 * @param id of the letter
 * @param copy of the projection, 1 or 2
 * @param sequence the id of the stream, or another value that orders the events
 * @param index its number in the sequence; lower ones come first
 * @param cause why it failed; null if it only waits
 * @param attempts how often it was tried; 0 if it only waits
 * @param data the event as stored: personal data is encrypted; null in a list
 */
record DeadLetterView(String id, String projection, int copy, String sequence, long index, String eventId, String type,
        String revision, @Nullable Long version, Instant at, Instant enqueuedAt, @Nullable Instant lastTriedAt,
        @Nullable Cause cause, int attempts, @Nullable JsonNode data) {
    record Cause(String type, String message) {}
}
