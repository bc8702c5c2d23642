package io.eventcart.sharedkernel;

import java.time.Instant;
import java.util.Map;

/**
 * An event as it stands in a cart's history.
 *
 * @param version of the cart after it, 1 for the first
 * @param at when it happened, UTC
 * @param metaData see {@link MetaDataKeys}
 */
public record RecordedEvent(CartEvent event, long version, Instant at, Map<String, ?> metaData) {}
