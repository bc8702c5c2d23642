package io.eventcart.eventfeed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.springframework.http.codec.ServerSentEvent;

/** One open stream of server-sent events: the events after a position, then new events as they happen. */
final class Follower {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    /** Keeps the stream alive for proxies, and detects a disconnected reader. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int PART = 500;

    private final Feed feed;
    private final Set<String> types;
    private final Queue<Feed.Entry> waiting = new ArrayDeque<>();
    private long position;
    private volatile boolean isClosed;

    Follower(Feed feed, long position, Set<String> types) {
        this.feed = feed;
        this.position = position;
        this.types = types;
    }

    /**
     * Waits for the next event. Reads nothing before the connection asks for it, so a slow reader costs no memory.
     *
     * @return the event, or an empty comment as a heartbeat
     */
    ServerSentEvent<FeedEvent> next() {
        var silentSince = System.nanoTime();
        while (waiting.isEmpty() && !isClosed) {
            var part = feed.after(position, types, PART);
            position = part.next();
            waiting.addAll(part.entries());
            if (waiting.isEmpty()) {
                if (System.nanoTime() - silentSince > HEARTBEAT.toNanos()) {
                    break;
                }
                if (position >= part.head()) {
                    pause();
                }
            }
        }
        var entry = waiting.poll();
        return entry == null
                ? ServerSentEvent.<FeedEvent>builder().comment("").build()
                : ServerSentEvent.builder(entry.event()).id(Long.toString(entry.event().position())).build();
    }

    private void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            isClosed = true;
        }
    }

    void close() {
        isClosed = true;
    }
}
