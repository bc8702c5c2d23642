package io.eventcart.platform.projections;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A copy's updates of the last 5 s for its watchers, 10,000 at most. The switch-over publishes those of the standby copy; the
 * active copy has published all older ones. A watcher may get an update twice, and recognizes it by its version.
 */
final class DeferredUpdates {
    private static final int MAX_UPDATES = 10_000;
    private static final long RETENTION_NANOS = Duration.ofSeconds(5).toNanos();

    private final Deque<Item> items = new ArrayDeque<>();

    private record Item(long at, Runnable update) {}

    synchronized void add(Runnable update) {
        var now = System.nanoTime();
        items.addLast(new Item(now, update));
        while (items.size() > MAX_UPDATES || now - items.getFirst().at() > RETENTION_NANOS) {
            items.removeFirst();
        }
    }

    synchronized void publish() {
        while (!items.isEmpty()) {
            items.removeFirst().update().run();
        }
    }
}
