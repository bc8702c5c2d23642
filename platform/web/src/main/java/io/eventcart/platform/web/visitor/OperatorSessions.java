package io.eventcart.platform.web.visitor;

import static java.time.ZoneOffset.UTC;

import io.eventcart.platform.eventstore.EventcartProperties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The operator's sessions in browsers. They are in the database, so that all instances know them and a sign-out holds everywhere.
 * A session ends after its idle time, {@code cart.operator.session-idle}, and after twelve hours in any case.
 */
@Component
public class OperatorSessions {
    private static final Duration LONGEST = Duration.ofHours(12);
    /** The time of the last request is not stored for each request. */
    private static final Duration PRECISION = Duration.ofMinutes(1);
    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration idle;
    private final SecureRandom random = new SecureRandom();

    OperatorSessions(JdbcClient jdbc, Clock clock, EventcartProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.idle = properties.operator().sessionIdle();
    }

    /** @return the id of a new session, the value of its cookie */
    public String begin() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("INSERT INTO operator_session (id_hash, began_at, last_seen_at) VALUES (?, ?, ?)")
                .params(hash(id), now(), now()).update();
        return id;
    }

    /** @return whether the session lasts */
    public boolean lasts(String id) {
        return jdbc.sql("SELECT COUNT(*) FROM operator_session WHERE id_hash = ? AND last_seen_at > ? AND began_at > ?")
                .params(hash(id), now().minus(idle), now().minus(LONGEST)).query(Integer.class).single() == 1;
    }

    /** The operator has done something, so the idle time begins anew. */
    public void touch(String id) {
        jdbc.sql("UPDATE operator_session SET last_seen_at = ? WHERE id_hash = ? AND last_seen_at < ?")
                .params(now(), hash(id),
                        now().minus(idle.compareTo(PRECISION.multipliedBy(2)) < 0 ? Duration.ZERO : PRECISION))
                .update();
    }

    public void end(String id) {
        jdbc.sql("DELETE FROM operator_session WHERE id_hash = ?").param(hash(id)).update();
    }

    @Scheduled(fixedDelayString = "PT1H")
    void deleteEnded() {
        jdbc.sql("DELETE FROM operator_session WHERE last_seen_at <= ? OR began_at <= ?")
                .params(now().minus(idle), now().minus(LONGEST)).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(UTC);
    }

    private static String hash(String id) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
