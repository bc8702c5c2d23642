package io.eventcart.insights.answers;

import io.eventcart.platform.sliceapi.InvalidRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * Stretches of time of one length without a gap between them. They are aligned to the beginning of 1970 UTC, and weeks to Mondays.
 * All numbers are microseconds.
 *
 * @param start of the first bucket
 * @param length of each
 * @param from the first instant that counts; in the first bucket
 * @param to the end of what counts, exclusive; in the last bucket, or at its end
 * @param count how many buckets there are
 */
record TimeBuckets(long start, long length, long from, long to, int count) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final long FIRST_MONDAY = EpochMicros.floor(Instant.parse("1970-01-05T00:00:00Z"));
    private static final int MOST = 10_000;

    /** @throws InvalidRequest if a bucket is too short, or no number of whole seconds */
    static void check(Duration bucket) {
        if (bucket.compareTo(SHORTEST) < 0) {
            throw new InvalidRequest("bucket", "is shorter than " + SHORTEST);
        }
        if (bucket.toNanosPart() > 0) {
            throw new InvalidRequest("bucket", "has a fraction of a second: give whole seconds");
        }
    }

    /** @throws InvalidRequest if there are too many buckets, or {@link #check} fails */
    static TimeBuckets of(Duration bucket, long from, long to) {
        check(bucket);
        var length = EpochMicros.floor(bucket);
        var origin = bucket.toSeconds() % WEEK.toSeconds() == 0 ? FIRST_MONDAY : 0;
        var start = origin + Math.floorDiv(from - origin, length) * length;
        var count = from < to ? Math.ceilDiv(to - start, length) : 0;
        if (count > MOST) {
            throw new InvalidRequest("bucket", "makes " + count + " items, more than " + MOST
                    + ": choose a longer bucket, or a shorter time with from and to");
        }
        return new TimeBuckets(start, length, from, to, (int) count);
    }

    Instant start(int bucket) {
        return EpochMicros.toInstant(start + bucket * length);
    }
}
