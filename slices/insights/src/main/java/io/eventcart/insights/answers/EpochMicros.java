package io.eventcart.insights.answers;

import static java.time.temporal.ChronoUnit.MICROS;

import java.time.Duration;
import java.time.Instant;

/**
 * Times as the analytical copy counts them: microseconds, of instants since 1970. Every comparison is done on these numbers. A time
 * beyond what DuckDB can add up becomes the furthest that it can, which compares with every stored event in the same way.
 */
final class EpochMicros {
    /** The first instant of year 1. */
    static final long MIN = -62_135_596_800_000_000L;
    /** The last microsecond of year 9999. */
    static final long MAX = 253_402_300_799_999_999L;
    /** More than lies between the two. */
    static final long FOREVER = 1L << 60;
    private static final int NANOS = 1_000;

    private EpochMicros() {}

    /** @return the last microsecond that is not after the instant */
    static long floor(Instant instant) {
        if (instant.isBefore(toInstant(MIN))) {
            return MIN;
        }
        return instant.isAfter(toInstant(MAX)) ? MAX : MICROS.between(Instant.EPOCH, instant.truncatedTo(MICROS));
    }

    /** @return the first microsecond that is not before the instant */
    static long ceil(Instant instant) {
        var floor = floor(instant);
        return floor < MAX && toInstant(floor).isBefore(instant) ? floor + 1 : floor;
    }

    /** @return the most whole microseconds that fit into the duration, which is not negative */
    static long floor(Duration duration) {
        return duration.compareTo(Duration.of(FOREVER, MICROS)) >= 0
                ? FOREVER
                : Math.addExact(Math.multiplyExact(duration.toSeconds(), 1_000_000L), duration.toNanosPart() / NANOS);
    }

    /** @return the fewest whole microseconds that are at least as long as the duration, which is not negative */
    static long ceil(Duration duration) {
        var floor = floor(duration);
        return floor < FOREVER && duration.toNanosPart() % NANOS > 0 ? floor + 1 : floor;
    }

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, MICROS);
    }
}
