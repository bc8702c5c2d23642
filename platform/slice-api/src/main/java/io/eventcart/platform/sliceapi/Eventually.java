package io.eventcart.platform.sliceapi;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Views follow the events by a moment; who has just written may wait that moment for them. */
public final class Eventually {
    /** How long the HTTP API lets a reader wait. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private Eventually() {}

    /** @return what {@code look} finds, as soon as it finds something; empty if it has not within {@link #PATIENCE} */
    public static <T> Optional<T> find(Supplier<Optional<T>> look) {
        var giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        var pause = FIRST_PAUSE_MILLIS;
        var found = look.get();
        while (found.isEmpty() && System.nanoTime() < giveUpAt) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return found;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            found = look.get();
        }
        return found;
    }
}
