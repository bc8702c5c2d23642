package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.SettledHead;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * PostgreSQL assigns positions from a sequence, and transactions commit in any order.
 *
 * <p>Positions without a gap are settled. With a gap, the position in it belongs to a transaction that runs, or to one that was rolled
 * back. A running one holds a lock on the table from before its position is assigned until its end. So once the transactions that
 * held the lock after the newest position was read have ended, the gaps below that position are final.
 */
@Component
@Profile("postgres & !axonserver")
final class PostgresSettledHead implements SettledHead {
    /** Beyond so many new positions, counting them would take longer than waiting for the writers. */
    private static final long MAX_COUNTED = 10_000;
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final JdbcClient jdbc;
    private long settled;
    private @Nullable Candidate candidate;

    PostgresSettledHead(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param writers the virtual transactions that may still fill a gap below the head */
    private record Candidate(long head, Set<String> writers) {}

    /** Waits for the writers of this moment, since they are about to end; but not for one that takes its time. */
    @Override
    public synchronized long position() {
        var giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        var wanted = advance();
        while (settled < wanted && System.nanoTime() < giveUpAt) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            advance();
        }
        return settled;
    }

    /** @return the newest position */
    private long advance() {
        if (candidate != null && candidate.writers().stream().noneMatch(writers()::contains)) {
            settled = Math.max(settled, candidate.head());
            candidate = null;
        }
        var head = jdbc.sql("SELECT COALESCE(MAX(global_index), 0) FROM domain_event").query(Long.class).single();
        if (hasNoGap(head)) {
            settled = Math.max(settled, head);
        } else if (candidate == null) {
            candidate = new Candidate(head, writers()); // In this order.
        }
        return head;
    }

    private boolean hasNoGap(long head) {
        return head <= settled || (head - settled <= MAX_COUNTED && head - settled == countAfterSettled(head));
    }

    private long countAfterSettled(long head) {
        return jdbc.sql("SELECT COUNT(*) FROM domain_event WHERE global_index > ? AND global_index <= ?")
                .params(settled, head).query(Long.class).single();
    }

    private Set<String> writers() {
        return new HashSet<>(jdbc.sql("""
                SELECT virtualtransaction FROM pg_locks
                WHERE locktype = 'relation' AND relation = 'domain_event'::regclass AND mode = 'RowExclusiveLock'
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """).query(String.class).list());
    }
}
