package io.eventcart.platform.sliceapi;

import java.time.Instant;
import java.util.UUID;

/**
 * What one call from outside means to do. Endpoints take it as an argument.
 *
 * @param id the same again when the caller repeats the call with the same {@code Idempotency-Key}, else a new one
 * @param begunAt when it was called for the first time
 */
public record Operation(UUID id, Instant begunAt) {}
