package io.eventcart.audittrail;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eventcart.audittrail.AuditEntry.Outcome;
import io.eventcart.audittrail.AuditFilter.Wanted;
import io.eventcart.platform.sliceapi.Tables;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

final class AuditTrailTest {
    private static final String CART = "3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11";
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");

    @TempDir
    Path dataDir;

    private AuditDatabase database;
    private AuditTrail trail;

    @BeforeEach
    void open() {
        database = new AuditDatabase(dataDir);
        trail = new AuditTrail(JdbcClient.create(database.database), Tables.SINGLE_COPY, database.json,
                AuditDatabase.NOTHING_PERSONAL);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void accepted(long version, Instant at) {
        database.jdbc.update("""
                INSERT INTO audit_entry (happened_at, actor, stream, version, type, revision, event_id, id)
                VALUES (?, 'operator', ?, ?, 'cart.item-added', '1', ?, ?)
                """, at.atOffset(UTC), CART, version, "event-" + version, version);
    }

    private void rejected(Instant at) {
        database.jdbc.update("""
                INSERT INTO rejected_command (happened_at, actor, command, command_fields, cart_id, problem, message)
                VALUES (?, 'operator', 'AddItem', 'no JSON', ?, 'cart-full', 'It is full.')
                """, at.atOffset(UTC), CART);
    }

    private static AuditFilter filter(@Nullable Wanted outcome, @Nullable Long limit) {
        return new AuditFilter(null, null, outcome, null, null, null, limit, null);
    }

    private List<String> read(AuditFilter filter) {
        return trail.all(filter).map(entry -> entry.outcome().text() + " " + entry.version()).toList();
    }

    @Test
    void what_was_accepted_and_what_was_refused_stand_in_one_order() {
        rejected(NOON.minusSeconds(1));
        accepted(1, NOON);
        rejected(NOON);
        accepted(2, NOON.plusSeconds(1));

        assertThat(read(filter(null, null))).containsExactly("rejected null", "accepted 1", "rejected null",
                "accepted 2");
        assertThat(read(filter(new Wanted(Outcome.REJECTED), null))).hasSize(2);
    }

    @Test
    void a_file_of_more_than_a_page_lacks_nothing_though_all_happened_at_once() {
        for (var n = 1; n <= 2_300; n++) {
            accepted(n, NOON);
        }
        rejected(NOON);

        var read = read(filter(null, null));

        assertThat(read).hasSize(2_301).doesNotHaveDuplicates().endsWith("accepted 2300", "rejected null");
        assertThat(read(filter(null, 1_500L))).hasSize(1_500);
    }

    @Test
    void fields_that_are_no_json_are_shown_as_they_are() {
        rejected(NOON);

        assertThat(trail.page(filter(null, null), 10).items()).singleElement().extracting(AuditEntry::commandFields)
                .hasToString("\"no JSON\"");
    }

    @Test
    void a_cursor_is_read_as_it_is_written() {
        var cursor = new Cursor(NOON, Outcome.REJECTED, 7);

        assertThat(Cursor.of(cursor.toString())).isEqualTo(cursor);
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.of("7"));
    }

    @Test
    void an_encrypted_field_of_a_rejected_command_is_erased_once_its_key_is_destroyed() {
        database.jdbc.update(
                """
                        INSERT INTO rejected_command (happened_at, actor, command, command_fields, cart_id, problem, message)
                        VALUES (?, 'operator', 'CheckOut', '{"cartId": "c", "deliverTo": {"sealedFor":
                        "a11a0000-0000-4000-8000-000000000001", "nonce": "n", "ciphertext": "c"}}', ?, 'cart-empty', 'It is empty.')
                        """,
                NOON.atOffset(UTC), CART);

        assertThat(trail.all(filter(null, null))).singleElement().extracting(entry -> entry.commandFields() + "")
                .isEqualTo("{\"cartId\":\"c\",\"deliverTo\":{\"erased\":true}}");
    }
}
