package io.eventcart.platform.sliceapi;

import java.util.List;
import java.util.Map;

/** A part of a request is malformed in a way that only whoever reads it can tell. */
@SuppressWarnings("serial")
public class InvalidRequest extends Rejection {
    private final String field;

    /**
     * @param field the parameter, header or field of the body
     * @param message what is wrong with it, to be read after its name
     */
    public InvalidRequest(String field, String message) {
        this(field, message, Map.of("field", field, "message", message));
    }

    /** @param error what a program needs: {@code field}, {@code message} and whatever else points at the fault */
    protected InvalidRequest(String field, String message, Map<String, Object> error) {
        super("invalid-request", Nature.MALFORMED, field + " " + message, Map.of("errors", List.of(error)));
        this.field = field;
    }

    /** @return the fault of an {@code after} that no page has given as its {@code next} */
    public static InvalidRequest unknownAfter() {
        return new InvalidRequest("after", "is not the next of an earlier answer: leave it out to begin anew");
    }

    public String field() {
        return field;
    }
}
