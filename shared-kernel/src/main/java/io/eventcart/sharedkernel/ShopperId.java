package io.eventcart.sharedkernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.eventcart.platform.sliceapi.Uuids;
import java.util.UUID;

/** The id of a shopper, written as a UUID. */
public record ShopperId(UUID value) {
    /** @throws IllegalArgumentException if the text is not a UUID of 36 characters */
    @JsonCreator
    public static ShopperId of(String text) {
        return new ShopperId(Uuids.parse(text));
    }

    public static ShopperId random() {
        return new ShopperId(UUID.randomUUID());
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
