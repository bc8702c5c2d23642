package io.eventcart.bench.load;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param rounds in each of which every app has its turn
 * @param warmUp before the first figure of a process that was just started
 * @param measured for each figure
 * @param restartWarmUp after a restart, before carts are loaded
 */
record Pace(int rounds, Duration warmUp, Duration measured, Duration restartWarmUp) {
    static final Pace FULL = new Pace(2, Duration.ofSeconds(8), Duration.ofSeconds(6), Duration.ofSeconds(3));
    static final Pace QUICK = new Pace(1, Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofSeconds(2));
}
