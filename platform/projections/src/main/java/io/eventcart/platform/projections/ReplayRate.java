package io.eventcart.platform.projections;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Measures the events per second of a replay, over the last 10 s. */
final class ReplayRate {
    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();
    private static final double NANOS_IN_A_SECOND = 1e9;

    private final Deque<Reading> readings = new ArrayDeque<>();

    private record Reading(long nanos, long position) {}

    synchronized void add(long position) {
        var now = System.nanoTime();
        readings.addLast(new Reading(now, position));
        while (now - readings.getFirst().nanos() > WINDOW_NANOS) {
            readings.removeFirst();
        }
    }

    /** @return null before there are two readings */
    @Nullable
    synchronized Long eventsPerSecond() {
        if (readings.size() < 2) {
            return null;
        }
        var first = readings.getFirst();
        var last = readings.getLast();
        return Math.round((last.position() - first.position()) * NANOS_IN_A_SECOND / (last.nanos() - first.nanos()));
    }
}
