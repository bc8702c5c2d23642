package io.eventcart.sharedkernel;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The operations that changed a cart lately, so that a command looks in the history for an earlier outcome of its own operation only
 * where there can be one. Half a kilobyte at the most: a hash and a second for each operation.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class RecentOperations {
    private static final int MOST = 64;
    /** By so much may the clocks of two instances differ. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /** Oldest first. The upper half of each is the time in seconds since 1970, the lower half the hash of the operation's id. */
    private long[] operations = {};
    /** In seconds since 1970: no operation that is not among them any more is newer. */
    private long droppedUntil = Long.MIN_VALUE;

    void add(String operationId, Instant at) {
        var added = at.getEpochSecond() << Integer.SIZE | Integer.toUnsignedLong(operationId.hashCode());
        if (operations.length == MOST) {
            droppedUntil = Math.max(droppedUntil, operations[0] >> Integer.SIZE);
        }
        var from = operations.length == MOST ? 1 : 0;
        operations = Arrays.copyOf(Arrays.copyOfRange(operations, from, operations.length),
                operations.length - from + 1);
        operations[operations.length - 1] = added;
    }

    /**
     * @param begunAt when the operation began by its sender's clock; null if nobody knows
     * @return whether the operation may have changed the cart; false only if it has not
     */
    boolean mayContain(String operationId, @Nullable Instant begunAt) {
        var isAmongThem = Arrays.stream(operations).anyMatch(known -> (int) known == operationId.hashCode());
        return isAmongThem || mayBeDropped(begunAt);
    }

    private boolean mayBeDropped(@Nullable Instant begunAt) {
        if (droppedUntil == Long.MIN_VALUE) {
            return false;
        }
        return begunAt == null || begunAt.minus(CLOCK_SKEW).getEpochSecond() <= droppedUntil;
    }
}
