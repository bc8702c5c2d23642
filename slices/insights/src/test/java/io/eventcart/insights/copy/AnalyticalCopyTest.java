package io.eventcart.insights.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.LocalProjection.State;
import io.eventcart.platform.sliceapi.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyticalCopyTest {
    private static final String CART = "00000000-0000-0000-0000-00000000ca41";
    private static final String OTHER_CART = "00000000-0000-0000-0000-00000000ca42";
    private static final String SHOPPER = "00000000-0000-0000-0000-000000005409";

    @TempDir
    Path folder;
    private final StoredHistory history = new StoredHistory();
    private final List<AnalyticalCopy> copies = new ArrayList<>();

    private AnalyticalCopy copy() {
        var copy = history.copyIn(folder);
        copies.add(copy);
        return copy;
    }

    @AfterEach
    void close() {
        copies.forEach(AnalyticalCopy::destroy);
    }

    private static List<String> rows(AnalyticalCopy copy, String sql) {
        return copy.ask(null, snapshot -> {
            var rows = new ArrayList<String>();
            try (var statement = snapshot.connection().createStatement(); var found = statement.executeQuery(sql)) {
                while (found.next()) {
                    var row = new ArrayList<String>();
                    for (var i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        row.add(found.getString(i));
                    }
                    rows.add(String.join(" | ", row));
                }
            }
            return rows;
        });
    }

    @Test
    void an_event_is_a_row_of_its_types_table_with_the_fields_of_its_record() {
        history.created(CART, SHOPPER).added(CART, 2, "tea", 3, "4.50");

        assertThat(rows(copy(), "FROM cart_item_added"))
                .containsExactly("4 | 2026-12-01 12:00:04.123456 | " + CART + " | 2 | "
                        + SHOPPER + " | tea | A tea | 3 | 4.5000 | EUR");
        assertThat(rows(copy(),
                "SELECT position, stream, version, type, revision, \"at\", actor, data->>'productId' FROM events"))
                .containsExactly(
                        "2 | " + CART + " | 1 | cart.cart-created | 1 | 2026-12-01 12:00:02.123456 | import | null",
                        "4 | " + CART + " | 2 | cart.item-added | 2 | 2026-12-01 12:00:04.123456 | import | tea");
    }

    @Test
    void a_list_of_records_is_a_list_of_structures_with_money_in_two_parts() {
        history.created(CART, SHOPPER).event(CART, 2, "cart.cart-checked-out", "1", """
                {"cartId": "%s", "shopperId": "%s", "lines": [{"productId": "tea", "name": "Tea", "quantity": 2,
                "unitPrice": {"amount": "4.50", "currency": "EUR"}}], "total": {"amount": "9.00", "currency": "EUR"}}
                """.formatted(CART, SHOPPER));

        assertThat(rows(copy(),
                """
                        SELECT line.product_id, line.quantity, line.unit_price_amount, line.unit_price_currency, total_amount, deliver_to_given
                        FROM (SELECT unnest(lines) AS line, * FROM cart_cart_checked_out)
                        """))
                .containsExactly("tea | 2 | 4.5000 | EUR | 9.0000 | null");
    }

    @Test
    void personal_data_is_in_no_file_not_even_encrypted() throws IOException {
        history.created(CART, SHOPPER).event(CART, 2, "cart.cart-checked-out", "1", """
                {"cartId": "%s", "shopperId": "%s", "lines": [], "total": {"amount": "9.00", "currency": "EUR"},
                "deliverTo": {"sealedFor": "%s", "nonce": "bm9uY2U=", "ciphertext": "Y2lwaGVydGV4dA=="}}
                """.formatted(CART, SHOPPER, SHOPPER));
        var copy = copy();

        assertThat(rows(copy, "SELECT deliver_to_given FROM cart_cart_checked_out")).containsExactly("true");
        assertThat(rows(copy, "SELECT data->>'deliverTo' FROM events WHERE version = 2"))
                .containsExactly("{\"personal\":true}");
        copy.destroy();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("Y2lwaGVydGV4dA");
            }
        }
    }

    @Test
    void an_event_of_an_unknown_type_or_with_unexpected_data_is_in_events_alone() {
        history.created(CART, SHOPPER).event(CART, 2, "cart.from-the-future", "1", "{\"x\": 1}")
                .event(CART, 3, "cart.item-added", "2", "{\"quantity\": \"many\"}");

        assertThat(rows(copy(), "SELECT type FROM events ORDER BY position"))
                .containsExactly("cart.cart-created", "cart.from-the-future", "cart.item-added");
        assertThat(rows(copy(), "SELECT count(*) FROM cart_item_added")).containsExactly("0");
    }

    @Test
    void nothing_is_loaded_before_the_first_question() {
        history.created(CART, SHOPPER);
        var copy = copy();

        assertThat(copy.status().state()).isEqualTo(State.IDLE);
        assertThat(folder).isEmptyDirectory();
        assertThat(rows(copy, "SELECT count(*) FROM events")).containsExactly("1");
        assertThat(copy.status().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void a_question_sees_what_had_happened_before_it() {
        var copy = copy();
        history.created(CART, SHOPPER);
        assertThat(rows(copy, "SELECT count(*) FROM events")).containsExactly("1");

        history.added(CART, 2, "tea", 1, "4.50");
        assertThat(rows(copy, "SELECT count(*) FROM events")).containsExactly("2");
    }

    @Test
    void events_whose_order_is_not_final_wait() {
        history.created(CART, SHOPPER).created(OTHER_CART, SHOPPER);
        history.settled = 2;
        var copy = copy();

        assertThat(rows(copy, "SELECT position FROM events")).containsExactly("2");
        history.settled = Long.MAX_VALUE;
        assertThat(rows(copy, "SELECT position FROM events")).containsExactly("2", "4");
    }

    @Test
    void a_position_that_the_copy_does_not_reach_is_refused() {
        history.created(CART, SHOPPER);
        var copy = copy();

        assertThatThrownBy(() -> copy.ask(99L, snapshot -> "never")).isInstanceOfSatisfying(Rejection.class,
                refusal -> assertThat(refusal.details().kind()).isEqualTo("view-behind"));
    }

    @Test
    void after_a_restart_it_goes_on_where_it_was() {
        history.created(CART, SHOPPER);
        var first = copy();
        assertThat(rows(first, "SELECT count(*) FROM events")).containsExactly("1");
        first.destroy();

        history.added(CART, 2, "tea", 1, "4.50");
        assertThat(rows(copy(), "SELECT shopper_id FROM cart_item_added")).containsExactly(SHOPPER);
        assertThat(rows(copies.getLast(), "SELECT count(*) FROM events")).containsExactly("2");
    }

    @Revision("1")
    record Removed(int quantity) implements StoredHistory.CartTestEvent {}

    @Test
    void a_release_that_knows_another_event_makes_the_copy_anew() {
        history.created(CART, SHOPPER).event(CART, 2, "cart.item-removed", "1", "{\"quantity\": 7}");
        var before = copy();
        assertThat(rows(before, "SELECT count(*) FROM events")).containsExactly("2");
        before.destroy();

        var types = new HashMap<String, Class<? extends DomainEvent>>(Map.of("cart.item-removed", Removed.class));
        var after = history.copyIn(folder, types);
        copies.add(after);
        assertThat(rows(after, "SELECT version, quantity FROM cart_item_removed")).containsExactly("2 | 7");
    }

    @Test
    void a_copy_of_another_store_in_the_same_folder_is_made_anew() {
        var other = new StoredHistory().created(OTHER_CART, SHOPPER);
        var before = other.copyIn(folder);
        assertThat(rows(before, "SELECT stream FROM events")).containsExactly(OTHER_CART);
        before.destroy();

        history.created(CART, SHOPPER).created(OTHER_CART, SHOPPER);
        assertThat(rows(copy(), "SELECT stream FROM events")).containsExactly(CART, OTHER_CART);
    }

    @Test
    void a_file_that_is_no_copy_is_made_anew() throws IOException {
        history.created(CART, SHOPPER);
        Files.createDirectories(folder.resolve("insights"));
        Files.writeString(folder.resolve("insights/history1.duckdb"),
                "This is no database, but it is long enough to look at.".repeat(100));

        assertThat(rows(copy(), "SELECT count(*) FROM events")).containsExactly("1");
    }

    @Test
    void a_rebuild_fills_another_file_and_switches_over_and_can_be_switched_back() {
        history.created(CART, SHOPPER);
        var copy = copy();
        assertThat(rows(copy, "SELECT count(*) FROM events")).containsExactly("1");

        copy.rebuild();
        await().until(() -> copy.status().copy() == 2 && copy.status().rebuild() == null);
        assertThat(rows(copy, "SELECT count(*) FROM events")).containsExactly("1");
        assertThat(copy.status().previous()).isNotNull();

        history.added(CART, 2, "tea", 1, "4.50");
        copy.switchBack();
        await().until(() -> copy.status().copy() == 1);
        assertThat(rows(copy, "SELECT count(*) FROM events")).containsExactly("2");

        copy.discard();
        assertThat(copy.status().previous()).isNull();
        assertThat(folder.resolve("insights/history2.duckdb")).doesNotExist();
    }

    @Test
    void a_paused_copy_answers_with_what_it_has() {
        history.created(CART, SHOPPER);
        var copy = copy();
        assertThat(rows(copy, "SELECT count(*) FROM events")).containsExactly("1");

        copy.pause();
        history.added(CART, 2, "tea", 1, "4.50");
        assertThat(rows(copy, "SELECT count(*) FROM events")).containsExactly("1");
        copy.resume();
        assertThat(rows(copy, "SELECT count(*) FROM events")).containsExactly("2");
    }

    @Test
    void a_question_that_writes_leaves_nothing_behind_and_reaches_no_file() {
        history.created(CART, SHOPPER);
        var copy = copy();

        copy.ask(null, snapshot -> execute(snapshot, "DELETE FROM events"));
        assertThat(rows(copy, "SELECT count(*) FROM events")).containsExactly("1");
        assertThatThrownBy(
                () -> copy.ask(null, snapshot -> execute(snapshot, "SELECT * FROM read_text('/etc/hostname')")))
                .rootCause().hasMessageContaining("disabled by configuration");
    }

    private static boolean execute(Snapshot snapshot, String sql) throws SQLException {
        try (var statement = snapshot.connection().createStatement()) {
            return statement.execute(sql);
        }
    }
}
