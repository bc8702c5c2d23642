package io.eventcart.platform.sliceapi;

import java.time.Duration;

/** A caller has reached a limit. The call did nothing, and may succeed later. */
@SuppressWarnings("serial")
public final class TooManyRequests extends RuntimeException {
    private final Duration retryAfter;

    /**
     * @param message names the limit and the remedy; the caller sees it
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
