package io.eventcart.sharedkernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.eventcart.platform.sliceapi.Uuids;
import java.util.UUID;

/** Names one cart. Written as the text of a UUID. */
public record CartId(UUID value) {
    /** @throws IllegalArgumentException if the text is not a UUID in its 36 characters */
    @JsonCreator
    public static CartId of(String text) {
        return new CartId(Uuids.parse(text));
    }

    public static CartId random() {
        return new CartId(UUID.randomUUID());
    }

    /** @return the text of the UUID; Axon names the cart's stream with it */
    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
