package io.eventcart.platform.sliceapi;

import java.util.Map;

/**
 * A command that the rules refuse. Nothing was stored. One subclass a rule, named in the domain's words.
 *
 * <p>{@code /problems/KIND} of the HTTP API explains it; the text stands in {@code problems/KIND.md} among the resources
 * of the module that throws it.
 */
@SuppressWarnings("serial") // Crosses the wire as a RejectionDetails, never by Java serialization.
public abstract class Rejection extends RuntimeException {
    /** What a caller can do about it; the HTTP face turns it into a status. */
    public enum Nature {
        /** The call makes no sense, whatever the cart's state. */
        MALFORMED,
        /** What the command names is not there, as far as this caller may know. */
        NOT_FOUND,
        /** The cart's state stands against it. */
        CONFLICT,
        /** The caller's own condition on the cart's version does not hold. */
        PRECONDITION_FAILED,
        /** It stands in the history already, but the view that was asked for does not show it yet. */
        NOT_YET,
        /** What is stored can't be read by this version of the app. */
        UNREADABLE
    }

    private final RejectionDetails details;

    /**
     * @param kind the last part of its problem type, such as {@code cart-empty}
     * @param facts what a program needs beside the message, such as {@code inCart -> 2}
     */
    protected Rejection(String kind, Nature nature, String message, Map<String, Object> facts) {
        super(message, null, false, false);
        this.details = new RejectionDetails(kind, nature, message, facts);
    }

    public RejectionDetails details() {
        return details;
    }
}
