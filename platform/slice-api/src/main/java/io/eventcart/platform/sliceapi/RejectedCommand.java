package io.eventcart.platform.sliceapi;

/** A {@link Rejection} as its sender sees it, on whatever instance the command was handled. */
@SuppressWarnings("serial")
public final class RejectedCommand extends Rejection {
    public RejectedCommand(RejectionDetails details) {
        super(details.kind(), details.nature(), details.message(), details.facts());
    }
}
