package io.eventcart.platform.eventstore;

import java.util.ArrayList;
import java.util.List;

/** The causes of a failure. */
public final class Causes {
    private static final int DEEPEST = 20;

    private Causes() {}

    /** @return the failure, its cause, the cause's cause, and so on; the root comes last */
    public static List<Throwable> of(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (var cause = failure; cause != null && causes.size() < DEEPEST; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
