package io.eventcart.sharedkernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.eventcart.platform.sliceapi.Uuids;
import java.util.UUID;

/** The id of a cart, written as a UUID. */
public record CartId(UUID value) {
    /** @throws IllegalArgumentException if the text is not a UUID of 36 characters */
    @JsonCreator
    public static CartId of(String text) {
        return new CartId(Uuids.parse(text));
    }

    public static CartId random() {
        return new CartId(UUID.randomUUID());
    }

    /** @return the UUID as text, which is also the id of the cart's stream */
    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
