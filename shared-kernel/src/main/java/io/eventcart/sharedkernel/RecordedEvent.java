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
 * An event as it stands in a cart's history.
 *
 * @param version of the cart after it, 1 for the first
 * @param at when it happened, UTC
 * @param metaData see {@link MetaDataKeys}
 */
public record RecordedEvent(CartEvent event, long version, Instant at, Map<String, ?> metaData) {
    /** @return the logical name that the store knows the event by */
    public String type() {
        return Objects.requireNonNull(event.getClass().getAnnotation(StoredAs.class)).value();
    }

    /** @return the revision that the event has, or was brought up to when it was read */
    public String revision() {
        return Objects.requireNonNull(event.getClass().getAnnotation(Revision.class)).value();
    }

    /** @return the event's data as JSON, with what is personal in it decrypted */
    public JsonNode readable(PersonalData personal) {
        return personal.readable(event);
    }

    /** @return the metadata of that key; null if the event bears none */
    public @Nullable String told(String key) {
        return metaData.get(key) instanceof String text ? text : null;
    }
}
