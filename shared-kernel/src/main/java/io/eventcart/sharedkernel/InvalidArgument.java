package io.eventcart.sharedkernel;

import java.util.List;
import java.util.Map;

/** A part of a request is malformed in a way that only the slice which reads it can tell. */
@SuppressWarnings("serial")
public final class InvalidArgument extends Rejection {
    /** @param message what is wrong with the field, such as {@code is before from} */
    public InvalidArgument(String field, String message) {
        super("invalid-request", Nature.MALFORMED, field + " " + message,
                Map.of("errors", List.of(Map.of("field", field, "message", message))));
    }
}
