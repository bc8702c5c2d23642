package io.eventcart.sharedkernel;

/** A part of a request is malformed in a way that only its endpoint can see. Answered by 400 {@code invalid-request}. */
@SuppressWarnings("serial")
public final class InvalidRequest extends RuntimeException {
    private final String field;

    /**
     * @param field the parameter, header or field of the body
     * @param message what is wrong with it, as the end of a sentence that begins with the field's name
     */
    public InvalidRequest(String field, String message) {
        super(message, null, false, false);
        this.field = field;
    }

    /** @return the fault of an {@code after} that no page has given as its {@code next} */
    public static InvalidRequest unknownAfter() {
        return new InvalidRequest("after", "is not the next of an earlier answer: leave it out to begin anew");
    }

    public String field() {
        return field;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
