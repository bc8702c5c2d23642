package io.eventcart.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.sliceapi.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seals are made after three events, or after a minute. */
final class SealerTest {
    private static final String ANNA = "3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11";
    private static final String BEN = "77777777-6a39-4f0e-9a44-0d6f5a4a9b22";

    @TempDir
    Path dataDir;

    private final StoredInMemory events = new StoredInMemory();
    private final Hands clock = new Hands();
    private AuditDatabase database;
    private Sealer sealer;

    /** A manual clock. */
    private static final class Hands extends Clock {
        private Instant now = StoredInMemory.NOON;

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void open() {
        database = new AuditDatabase(dataDir);
        sealer = start();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Sealer start() {
        return new Sealer(events, database.seals(), database.key, clock, 3, Duration.ofMinutes(1));
    }

    private List<Seal> seals() {
        var seals = database.seals();
        try (var lines = Seals.lines(seals.file())) {
            return lines.map(seals::read).toList();
        }
    }

    private Verdict verdict() {
        return new Verification(events, database.seals(), database.key, database.jdbc, Tables.SINGLE_COPY)
                .verify(progress -> {});
    }

    private static Verdict.Broken broken(Verdict verdict) {
        return Objects.requireNonNull(verdict.firstBroken());
    }

    @Test
    void three_events_are_sealed_at_once() {
        events.append(ANNA).append(BEN).append(ANNA);

        sealer.seal();

        assertThat(seals()).singleElement().satisfies(seal -> {
            assertThat(seal.from()).isEqualTo(1);
            assertThat(seal.to()).isEqualTo(3);
            assertThat(seal.events()).isEqualTo(3);
            assertThat(SealKey.hasSigned(database.key.publicKey(), seal)).isTrue();
        });
        assertThat(verdict()).isEqualTo(new Verdict(3, true, null, 0, 3, 1));
    }

    @Test
    void fewer_are_sealed_after_a_minute() {
        events.append(ANNA);
        sealer.seal();
        assertThat(seals()).isEmpty();

        clock.forward(Duration.ofMinutes(1));
        sealer.seal();
        sealer.seal();

        assertThat(seals()).extracting(Seal::events).containsExactly(1L);
    }

    @Test
    void remaining_events_are_sealed_at_shutdown() {
        events.append(ANNA).append(BEN).append(ANNA).append(BEN);
        sealer.seal();

        sealer.sealTheRest();
        sealer.sealTheRest();

        assertThat(seals()).extracting(Seal::to).containsExactly(3L, 4L);
    }

    @Test
    void nothing_is_sealed_where_nothing_has_happened() {
        clock.forward(Duration.ofMinutes(5));

        sealer.seal();

        assertThat(seals()).isEmpty();
        assertThat(verdict()).isEqualTo(new Verdict(0, true, null, 0, 0, 0));
    }

    @Test
    void a_restart_leaves_nothing_out_and_seals_nothing_twice() {
        events.append(ANNA).append(BEN).append(ANNA);
        sealer.seal();
        events.append(ANNA).append(BEN).append(ANNA);

        start().seal();

        assertThat(seals()).extracting(Seal::from).containsExactly(1L, 4L);
        assertThat(seals().get(1).previous()).isEqualTo(seals().get(0).id());
        assertThat(verdict().ok()).isTrue();
    }

    @Test
    void a_seal_waits_for_a_position_that_may_still_be_filled() {
        events.append(ANNA, 1).append(BEN, 3).append(BEN, 4);
        sealer.seal();
        assertThat(seals()).isEmpty();

        events.append(ANNA, 2);
        sealer.seal();

        assertThat(seals()).extracting(Seal::to).containsExactly(3L);
    }

    @Test
    void a_position_that_stays_empty_for_a_minute_belongs_to_an_append_that_failed() {
        events.append(ANNA, 1).append(BEN, 3).append(BEN, 4);
        sealer.seal();
        clock.forward(Duration.ofSeconds(59));
        sealer.seal();
        assertThat(seals()).isEmpty();

        clock.forward(Duration.ofSeconds(1));
        sealer.seal();

        assertThat(seals()).extracting(Seal::to).containsExactly(4L);
        assertThat(verdict().ok()).isTrue();
    }

    @Test
    void a_crash_between_file_and_database_is_made_good() {
        events.append(ANNA).append(BEN).append(ANNA);
        sealer.seal();
        database.jdbc.update("DELETE FROM seal");
        events.append(ANNA).append(BEN).append(ANNA);

        start().seal();

        assertThat(seals()).extracting(Seal::seal).containsExactly(1L, 2L);
        assertThat(database.jdbc.queryForObject("SELECT COUNT(*) FROM seal", Long.class)).isEqualTo(2);
    }

    @Test
    void nothing_is_sealed_after_a_truncated_file() throws Exception {
        events.append(ANNA).append(BEN).append(ANNA);
        sealer.seal();
        Files.writeString(database.seals().file(), "");
        events.append(ANNA).append(BEN).append(ANNA);

        start().seal();

        assertThat(seals()).isEmpty();
        assertThat(broken(verdict()).fault()).isEqualTo(Verdict.Fault.SEALS_CHANGED);
    }

    @Test
    void events_from_before_the_chain_are_sealed_and_counted_separately() {
        events.appendWithoutHash(ANNA).appendWithoutHash(BEN).appendWithoutHash(ANNA);
        sealer.seal();
        events.append(ANNA).append(BEN);

        assertThat(verdict()).isEqualTo(new Verdict(5, true, null, 3, 3, 1));
        events.byPosition.remove(2L);
        events.append(BEN, 2);
        assertThat(verdict().ok()).isFalse();
    }

    @Test
    void an_event_without_a_hash_after_the_chain_begins_was_inserted() {
        events.append(ANNA).appendWithoutHash(ANNA);

        var broken = broken(verdict());

        assertThat(broken.fault()).isEqualTo(Verdict.Fault.INSERTED);
        assertThat(broken.version()).isEqualTo(2);
    }

    @Test
    void another_key_s_seals_prove_nothing_here() throws Exception {
        events.append(ANNA).append(BEN).append(ANNA);
        sealer.seal();
        Files.delete(dataDir.resolve(SealKey.FILE));

        var stranger = new SealKey(database.folder);
        var verdict = new Verification(events, database.seals(), stranger, database.jdbc, Tables.SINGLE_COPY)
                .verify(progress -> {});

        assertThat(broken(verdict).fault()).isEqualTo(Verdict.Fault.SEALS_CHANGED);
    }
}
