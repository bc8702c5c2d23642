package io.eventcart.bench.load;

import java.util.Arrays;

/** Durations in nanoseconds, all of them kept. */
final class Samples {
    private static final double NANOS_IN_A_MILLI = 1e6;

    private long[] nanos = new long[1024];
    private int size;

    void add(long duration) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = duration;
    }

    void addAll(Samples others) {
        for (var i = 0; i < others.size; i++) {
            add(others.nanos[i]);
        }
    }

    int size() {
        return size;
    }

    double median() {
        return millis(50);
    }

    double max() {
        return millis(100);
    }

    /**
     * @param percent of the samples that are not above the answer
     * @return milliseconds: the sample of the nearest rank
     */
    double millis(double percent) {
        if (size == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        var sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        var rank = (int) Math.ceil(percent / 100 * size);
        return sorted[Math.max(rank, 1) - 1] / NANOS_IN_A_MILLI;
    }
}
