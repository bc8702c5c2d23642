package io.eventcart.platform.sliceapi;

import java.time.Duration;

/** More is asked at once than is sensible. Nothing was done; the same call may succeed later. */
@SuppressWarnings("serial")
public final class TooManyRequests extends RuntimeException {
    private final Duration retryAfter;

    /**
     * @param message which limit was reached, and what to do about it; callers are shown it
     * @param retryAfter how long to wait before the next try
     */
    public TooManyRequests(String message, Duration retryAfter) {
        super(message, null, false, false);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
