package io.eventcart.platform.sliceapi;

/** The event store can't be reached, or too many writers contend for one cart. Try again later. */
@SuppressWarnings("serial")
public final class StoreUnavailable extends RuntimeException {
    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
