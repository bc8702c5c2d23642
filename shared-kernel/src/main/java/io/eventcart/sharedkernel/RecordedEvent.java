package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.platform.sliceapi.StoredAs;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event of a cart's history.
 *
 * @param version the cart's version after the event, 1 for the first
 * @param at when it happened, UTC
 * @param metaData see {@link MetaDataKeys}
 */
public record RecordedEvent(CartEvent event, long version, Instant at, Map<String, ?> metaData) {
    /** @return the event's name in the store, such as {@code cart.item-added} */
    public String type() {
        return Objects.requireNonNull(event.getClass().getAnnotation(StoredAs.class)).value();
    }

    /** @return the event's revision after upcasting */
    public String revision() {
        return Objects.requireNonNull(event.getClass().getAnnotation(Revision.class)).value();
    }

    /** @return the event's data as JSON, personal data decrypted */
    public JsonNode readable(PersonalData personal) {
        return personal.readable(event);
    }

    /** @return the metadata value of that key; null if there is none, or it is no text */
    public @Nullable String metaDataText(String key) {
        return metaData.get(key) instanceof String text ? text : null;
    }
}
