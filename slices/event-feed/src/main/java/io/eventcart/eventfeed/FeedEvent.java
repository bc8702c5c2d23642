package io.eventcart.eventfeed;

import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.StoredEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event of the feed.
 *
 * @param position in the order of the whole store, 1 or more, with gaps
 * @param type the logical name, such as {@code cart.item-added}, in its newest form, as are {@code revision} and {@code data}
 * @param stream the id of what it happened to
 * @param version its place in the stream, from 1
 * @param actor {@code shopper:UUID}, {@code operator}, {@code import} or {@code system}; null for events before the app recorded it
 * @param data readable JSON; erased fields are {@code {"erased": true}}, and data that can't be read is {@code {"unreadable": true}}
 */
record FeedEvent(long position, String type, String revision, Instant at, String stream, long version,
        @Nullable String actor, @Nullable String correlationId, @Nullable String causationId,
        @Nullable String appVersion, JsonNode data) {
    static FeedEvent of(StoredEvent event, JsonNode data) {
        return new FeedEvent(event.position(), event.type(), event.revision(), event.at(), event.aggregateId(),
                event.sequenceNumber() + 1, text(event, MetaDataKeys.ACTOR), text(event, MetaDataKeys.CORRELATION_ID),
                text(event, MetaDataKeys.CAUSATION_ID), text(event, MetaDataKeys.APP_VERSION), data);
    }

    private static @Nullable String text(StoredEvent event, String key) {
        return event.metaData().get(key) instanceof String text ? text : null;
    }
}
