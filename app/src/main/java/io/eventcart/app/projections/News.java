package io.eventcart.app.projections;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What watchers of a side that is not shown are to be told once it is: that of the last seconds. Whatever is older, the side that
 * was shown until then has told. Some of it watchers may hear twice; they know by the version.
 */
final class News {
    private static final int MOST = 10_000;
    private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();

    private final Deque<Item> items = new ArrayDeque<>();

    private record Item(long at, Runnable news) {}

    synchronized void add(Runnable news) {
        var now = System.nanoTime();
        items.addLast(new Item(now, news));
        while (items.size() > MOST || now - items.getFirst().at() > LONGEST_NANOS) {
            items.removeFirst();
        }
    }

    synchronized void tell() {
        while (!items.isEmpty()) {
            items.removeFirst().news().run();
        }
    }
}
