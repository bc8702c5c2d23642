package io.eventcart.carthistory;

import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.sharedkernel.RecordedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event of a cart, as its owner and the operator see it: what happened, when, who did it, how and why.
 *
 * @param version of the cart after it
 * @param type the logical name in the store, such as {@code cart.item-added}
 * @param actor {@code shopper:UUID}, {@code operator} or {@code import}
 * @param command the name of the command that caused it
 * @param correlationId shared by everything that one external call caused
 * @param causationId of the message that caused it
 * @param appVersion of the app that wrote it; null for events written before the app recorded it
 * @param data the event in readable form; erased fields are {@code {"erased": true}}
 */
record HistoryItem(long version, String type, String revision, Instant at, @Nullable String actor,
        @Nullable String command, @Nullable String correlationId, @Nullable String causationId,
        @Nullable String appVersion, JsonNode data) {
    static HistoryItem of(RecordedEvent recorded, PersonalData personal) {
        return new HistoryItem(recorded.version(), recorded.type(), recorded.revision(), recorded.at(),
                recorded.metaDataText(MetaDataKeys.ACTOR), recorded.metaDataText(MetaDataKeys.COMMAND),
                recorded.metaDataText(MetaDataKeys.CORRELATION_ID), recorded.metaDataText(MetaDataKeys.CAUSATION_ID),
                recorded.metaDataText(MetaDataKeys.APP_VERSION), recorded.readable(personal));
    }
}
