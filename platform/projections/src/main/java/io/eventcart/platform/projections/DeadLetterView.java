package io.eventcart.platform.projections;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event that a projection could not handle, or that waits behind one of the same cart.
 *
 * @param id of the letter
 * @param sequence the cart, or what else orders the events
 * @param index its place in the sequence; lower ones come first
 * @param cause what went wrong; null if it only waits
 * @param attempts how often it was tried; 0 if it only waits
 * @param data the event as stored: what is personal is sealed; null in a list
 */
record DeadLetterView(String id, String projection, int side, String sequence, long index, String eventId, String type,
        String revision, @Nullable Long version, Instant at, Instant enqueuedAt, @Nullable Instant lastTriedAt,
        @Nullable Cause cause, int attempts, @Nullable JsonNode data) {
    record Cause(String type, String message) {}
}
