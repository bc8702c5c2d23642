package io.eventcart.platform.web.http;

import static java.time.ZoneOffset.UTC;

import io.eventcart.platform.sliceapi.AccompaniesEvents;
import io.eventcart.platform.sliceapi.HeldData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Stores the calls with an {@code Idempotency-Key} and their answers, for 24 hours. */
@Component
@AccompaniesEvents(tables = "idempotent_call")
class IdempotentCalls implements HeldData {
    static final Duration RETENTION = Duration.ofHours(24);
    /** The fingerprint of a released key. */
    private static final String RELEASED = "";

    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotentCalls(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param operationId id of the call's operation, the same for each repeat
     * @param fingerprint hash of method, address and body
     * @param begunAt when the key was used first
     * @param isFirst whether this call began the operation
     * @param answer as JSON; null while there is none
     */
    record Call(UUID operationId, String fingerprint, Instant begunAt, boolean isFirst, @Nullable String answer) {}

    /** @return the call that the shopper began earlier with this key, else the one that begins now */
    Call begin(UUID shopper, String key, String fingerprint) {
        jdbc.sql("DELETE FROM idempotent_call WHERE shopper_id = ? AND idempotency_key = ? AND begun_at < ?")
                .params(shopper, key, now().minus(RETENTION)).update();
        var operationId = UUID.randomUUID();
        var begunAt = now().truncatedTo(ChronoUnit.MICROS); // The database's precision.
        try {
            jdbc.sql("""
                    INSERT INTO idempotent_call (shopper_id, idempotency_key, operation_id, fingerprint, begun_at)
                    VALUES (?, ?, ?, ?, ?)
                    """).params(shopper, key, operationId, fingerprint, begunAt).update();
            return new Call(operationId, fingerprint, begunAt.toInstant(), true, null);
        } catch (DuplicateKeyException e) {
            return beginWithReleasedKey(shopper, key, fingerprint).or(() -> find(shopper, key))
                    .orElseGet(() -> begin(shopper, key, fingerprint));
        }
    }

    private Optional<Call> beginWithReleasedKey(UUID shopper, String key, String fingerprint) {
        var wasReleased = jdbc.sql("""
                UPDATE idempotent_call SET fingerprint = ?
                WHERE shopper_id = ? AND idempotency_key = ? AND fingerprint = ?
                """).params(fingerprint, shopper, key, RELEASED).update() == 1;
        return wasReleased
                ? find(shopper, key)
                        .map(call -> new Call(call.operationId(), fingerprint, call.begunAt(), true, call.answer()))
                : Optional.empty();
    }

    Optional<Call> find(UUID shopper, String key) {
        return jdbc.sql("""
                SELECT operation_id, fingerprint, begun_at, answer FROM idempotent_call
                WHERE shopper_id = ? AND idempotency_key = ?
                """).params(shopper, key)
                .query((row, n) -> new Call(row.getObject(1, UUID.class), row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(), false, row.getString(4)))
                .optional();
    }

    /** Stores the answer, unless there is one. */
    void answered(UUID shopper, String key, String answer) {
        jdbc.sql("""
                UPDATE idempotent_call SET answer = ?
                WHERE shopper_id = ? AND idempotency_key = ? AND answer IS NULL
                """).params(answer, shopper, key).update();
    }

    /**
     * Releases the key of a call that did nothing, since it was malformed or its precondition failed. Another call can use the
     * key. It gets the same operation, so of all commands that were sent with the key one takes effect. A key with an answer is
     * not released.
     */
    void release(UUID shopper, String key) {
        jdbc.sql("""
                UPDATE idempotent_call SET fingerprint = ?
                WHERE shopper_id = ? AND idempotency_key = ? AND answer IS NULL
                """).params(RELEASED, shopper, key).update();
    }

    /** A call as its shopper sees it. */
    record StoredCall(String key, Instant begunAt, @Nullable String answer) {}

    @Override
    public String name() {
        return "idempotencyKeys";
    }

    @Override
    public Stream<StoredCall> of(UUID shopper) {
        return jdbc.sql("""
                SELECT idempotency_key, begun_at, answer FROM idempotent_call WHERE shopper_id = ? ORDER BY begun_at
                """).param(shopper)
                .query((row, n) -> new StoredCall(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3)))
                .list().stream();
    }

    /** Deletes all calls: a key may be any text, and a fingerprint covers the address, so both may be personal. */
    @Override
    public void forget(UUID shopper) {
        jdbc.sql("DELETE FROM idempotent_call WHERE shopper_id = ?").param(shopper).update();
    }

    @Scheduled(fixedDelayString = "PT1H")
    void deleteExpired() {
        jdbc.sql("DELETE FROM idempotent_call WHERE begun_at < ?").param(now().minus(RETENTION)).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(UTC);
    }
}
