package io.eventcart.app.http;

/** A part of the request that Spring does not check for us is malformed. */
@SuppressWarnings("serial")
public final class InvalidRequest extends RuntimeException {
    private final String field;

    public InvalidRequest(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
