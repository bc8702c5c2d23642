package io.eventcart.platform.sliceapi;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for a view, which is a moment behind the events. */
public final class Eventually {
    /** The longest time that the HTTP API waits for a view. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private Eventually() {}

    /** @return the first result of {@code query}; empty if there is none within {@link #PATIENCE} or the thread is interrupted */
    public static <T> Optional<T> find(Supplier<Optional<T>> query) {
        var giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        var pause = FIRST_PAUSE_MILLIS;
        var found = query.get();
        while (found.isEmpty() && System.nanoTime() < giveUpAt) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return found;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            found = query.get();
        }
        return found;
    }
}
