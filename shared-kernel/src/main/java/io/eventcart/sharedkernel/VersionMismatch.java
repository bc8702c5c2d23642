package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;

/** The cart has moved on from the version that the caller named. */
@SuppressWarnings("serial")
public final class VersionMismatch extends Rejection {
    public VersionMismatch(String expected, long current) {
        super("version-mismatch", Nature.PRECONDITION_FAILED,
                "The cart is at version " + current + ", not at " + expected + ".", Map.of("currentVersion", current));
    }
}
