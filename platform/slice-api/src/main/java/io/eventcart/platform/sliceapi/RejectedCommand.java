package io.eventcart.platform.sliceapi;

/** A {@link Rejection} as the sender of the command sees it, whichever instance handled the command. */
@SuppressWarnings("serial")
public final class RejectedCommand extends Rejection {
    public RejectedCommand(RejectionDetails details) {
        super(details.kind(), details.nature(), details.message(), details.facts());
    }
}
