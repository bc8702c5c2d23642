package io.eventcart.platform.sliceapi;

import java.util.List;
import java.util.Map;

/** A part of a request is malformed, and only the code that reads it can detect that. */
@SuppressWarnings("serial")
public class InvalidRequest extends Rejection {
    private final String field;

    /**
     * @param field the parameter, header or field of the body
     * @param message the fault, as a phrase that follows the field's name
     */
    public InvalidRequest(String field, String message) {
        this(field, message, Map.of("field", field, "message", message));
    }

    /** @param error values for programs: {@code field}, {@code message} and anything else that locates the fault */
    protected InvalidRequest(String field, String message, Map<String, Object> error) {
        super("invalid-request", Nature.MALFORMED, field + " " + message, Map.of("errors", List.of(error)));
        this.field = field;
    }

    /** @return the fault for an {@code after} that is not the {@code next} of a page */
    public static InvalidRequest unknownAfter() {
        return new InvalidRequest("after",
                "is not the next of an earlier answer: leave it out to start at the beginning");
    }

    public String field() {
        return field;
    }
}
