package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.Guard;
import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;
import java.util.stream.Collectors;

/** The cart has none of the versions that the caller expects. */
@SuppressWarnings("serial")
public final class VersionMismatch extends Rejection {
    public VersionMismatch(Guard guard, long current) {
        super("version-mismatch", Nature.PRECONDITION_FAILED,
                "The cart is at version " + current + ", " + mismatch(guard) + ".", Map.of("currentVersion", current));
    }

    private static String mismatch(Guard guard) {
        var expected = guard.expectedVersions();
        return expected == null || expected.isEmpty()
                ? "and weak tags match no version"
                : "not at " + expected.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
