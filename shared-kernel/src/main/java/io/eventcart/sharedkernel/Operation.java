package io.eventcart.sharedkernel;

import java.util.UUID;

/**
 * What one call from outside means to do. Endpoints take it as an argument.
 *
 * @param id the same again when the caller repeats the call with the same {@code Idempotency-Key}, else a new one
 */
public record Operation(UUID id) {}
