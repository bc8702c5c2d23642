package io.eventcart.platform.sliceapi;

import java.util.Map;

/**
 * The rules refuse a command, and nothing was stored. Each rule has its subclass, named in the domain's words.
 *
 * <p>{@code /problems/KIND} of the HTTP API explains it; the text is in {@code problems/KIND.md} in the resources of the module
 * that throws it.
 */
@SuppressWarnings("serial") // Instances send it as RejectionDetails, never by Java serialization.
public abstract class Rejection extends RuntimeException {
    /** The kind of refusal. The HTTP API maps it to a status. */
    public enum Nature {
        /** The call is malformed, whatever the cart's state. */
        MALFORMED,
        /** The target does not exist, or this caller may not know of it. */
        NOT_FOUND,
        /** The cart's state does not allow it. */
        CONFLICT,
        /** The caller's precondition on the cart's version does not hold. */
        PRECONDITION_FAILED,
        /** The history has it, but the requested view is still behind. */
        NOT_YET,
        /** This version of the app can't read a stored event. */
        UNREADABLE
    }

    private final RejectionDetails details;

    /**
     * @param kind the last part of its problem type, such as {@code cart-empty}
     * @param facts values for programs, beside the message, such as {@code inCart -> 2}
     */
    protected Rejection(String kind, Nature nature, String message, Map<String, Object> facts) {
        super(message, null, false, false);
        this.details = new RejectionDetails(kind, nature, message, facts);
    }

    public RejectionDetails details() {
        return details;
    }
}
