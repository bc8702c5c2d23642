package io.eventcart.platform.projections;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Updates for watchers of the standby copy, of the last seconds. They are sent at the switch-over; the active copy has sent all older ones.
 * A watcher may get one twice, and recognizes it by its version.
 */
final class DeferredUpdates {
    private static final int MOST = 10_000;
    private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();

    private final Deque<Item> items = new ArrayDeque<>();

    private record Item(long at, Runnable update) {}

    synchronized void add(Runnable update) {
        var now = System.nanoTime();
        items.addLast(new Item(now, update));
        while (items.size() > MOST || now - items.getFirst().at() > LONGEST_NANOS) {
            items.removeFirst();
        }
    }

    synchronized void publish() {
        while (!items.isEmpty()) {
            items.removeFirst().update().run();
        }
    }
}
