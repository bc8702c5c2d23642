package io.eventcart.platform.projections;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/** The processors that are registered with Axon Server. Not thread-safe. */
final class DashboardRegistrations {
    private final Map<String, Runnable> cancellations = new HashMap<>();

    /**
     * Registers the processors that are in use, each once, and cancels the registration of those that are not.
     *
     * @param register registers a processor and returns the cancellation
     */
    void follow(Collection<String> processors, Predicate<String> isInUse, Function<String, Runnable> register) {
        for (var name : processors) {
            if (isInUse.test(name)) {
                cancellations.computeIfAbsent(name, register);
            } else if (cancellations.containsKey(name)) {
                Objects.requireNonNull(cancellations.remove(name)).run();
            }
        }
    }
}
