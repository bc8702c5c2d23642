package io.eventcart.sharedkernel;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The latest 64 operations that changed a cart. A command searches the history for an earlier outcome of its operation only if
 * there may be one. Takes half a kilobyte at most: a hash and a time in seconds for each operation.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class RecentOperations {
    private static final int MAX_OPERATIONS = 64;
    /** The clocks of two instances may differ by this much. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /** Oldest first. The upper half of each is the time in seconds since 1970, the lower half the hash of the operation's id. */
    private long[] operations = {};
    /** The time of the newest operation that was dropped, in seconds since 1970. */
    private long droppedUntil = Long.MIN_VALUE;

    void add(String operationId, Instant at) {
        var added = at.getEpochSecond() << Integer.SIZE | Integer.toUnsignedLong(operationId.hashCode());
        if (operations.length == MAX_OPERATIONS) {
            droppedUntil = Math.max(droppedUntil, operations[0] >> Integer.SIZE);
        }
        var from = operations.length == MAX_OPERATIONS ? 1 : 0;
        operations = Arrays.copyOf(Arrays.copyOfRange(operations, from, operations.length),
                operations.length - from + 1);
        operations[operations.length - 1] = added;
    }

    /**
     * @param begunAt when the operation began by its sender's clock; null if not known
     * @return false only if the operation has not changed the cart
     */
    boolean mayContain(String operationId, @Nullable Instant begunAt) {
        var isListed = Arrays.stream(operations).anyMatch(listed -> (int) listed == operationId.hashCode());
        return isListed || mayBeDropped(begunAt);
    }

    private boolean mayBeDropped(@Nullable Instant begunAt) {
        if (droppedUntil == Long.MIN_VALUE) {
            return false;
        }
        return begunAt == null || begunAt.minus(CLOCK_SKEW).getEpochSecond() <= droppedUntil;
    }
}
