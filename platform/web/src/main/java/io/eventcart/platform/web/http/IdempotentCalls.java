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

/** Remembers for 24 hours which calls came with an {@code Idempotency-Key}, and what they were answered. */
@Component
@AccompaniesEvents(tables = "idempotent_call")
class IdempotentCalls implements HeldData {
    static final Duration REMEMBERED = Duration.ofHours(24);
    /** The fingerprint of a key that no call holds. */
    private static final String FREE = "";

    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotentCalls(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param operationId what the call does, the same however often it is made
     * @param begunAt when the key was used first
     * @param isFirst whether this very call began it
     * @param answer as JSON; null while there is none
     */
    record Call(UUID operationId, String fingerprint, Instant begunAt, boolean isFirst, @Nullable String answer) {}

    /** @return the call that the shopper began earlier under this key, else the one that begins now */
    Call begin(UUID shopper, String key, String fingerprint) {
        jdbc.sql("DELETE FROM idempotent_call WHERE shopper_id = ? AND idempotency_key = ? AND begun_at < ?")
                .params(shopper, key, now().minus(REMEMBERED)).update();
        var operationId = UUID.randomUUID();
        var begunAt = now().truncatedTo(ChronoUnit.MICROS); // As the database keeps it.
        try {
            jdbc.sql("""
                    INSERT INTO idempotent_call (shopper_id, idempotency_key, operation_id, fingerprint, begun_at)
                    VALUES (?, ?, ?, ?, ?)
                    """).params(shopper, key, operationId, fingerprint, begunAt).update();
            return new Call(operationId, fingerprint, begunAt.toInstant(), true, null);
        } catch (DuplicateKeyException e) {
            return beginWithFreeKey(shopper, key, fingerprint).or(() -> find(shopper, key))
                    .orElseGet(() -> begin(shopper, key, fingerprint));
        }
    }

    private Optional<Call> beginWithFreeKey(UUID shopper, String key, String fingerprint) {
        var isFree = jdbc.sql("""
                UPDATE idempotent_call SET fingerprint = ?
                WHERE shopper_id = ? AND idempotency_key = ? AND fingerprint = ?
                """).params(fingerprint, shopper, key, FREE).update() == 1;
        return isFree
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

    /** The first answer stays. */
    void answered(UUID shopper, String key, String answer) {
        jdbc.sql("""
                UPDATE idempotent_call SET answer = ?
                WHERE shopper_id = ? AND idempotency_key = ? AND answer IS NULL
                """).params(answer, shopper, key).update();
    }

    /**
     * The call was malformed, or meant for another version, and did nothing; its key may be used for a better one. The operation
     * stays the key's, so that nothing that was sent with this key can take effect beside it. An answered key is not freed.
     */
    void free(UUID shopper, String key) {
        jdbc.sql("""
                UPDATE idempotent_call SET fingerprint = ?
                WHERE shopper_id = ? AND idempotency_key = ? AND answer IS NULL
                """).params(FREE, shopper, key).update();
    }

    /** A call as its shopper may see it. */
    record Held(String key, Instant begunAt, @Nullable String answer) {}

    @Override
    public String name() {
        return "idempotencyKeys";
    }

    @Override
    public Stream<Held> of(UUID shopper) {
        return jdbc.sql("""
                SELECT idempotency_key, begun_at, answer FROM idempotent_call WHERE shopper_id = ? ORDER BY begun_at
                """).param(shopper)
                .query((row, n) -> new Held(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3)))
                .list().stream();
    }

    /** A key is any text, and a fingerprint is made of an address too: both can tell of a person. */
    @Override
    public void forget(UUID shopper) {
        jdbc.sql("DELETE FROM idempotent_call WHERE shopper_id = ?").param(shopper).update();
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetOld() {
        jdbc.sql("DELETE FROM idempotent_call WHERE begun_at < ?").param(now().minus(REMEMBERED)).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(UTC);
    }
}
