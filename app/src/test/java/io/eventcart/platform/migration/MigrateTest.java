package io.eventcart.platform.migration;

import static io.eventcart.platform.migration.StoreName.AXONSERVER;
import static io.eventcart.platform.migration.StoreName.EMBEDDED;
import static io.eventcart.platform.migration.StoreName.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.eventstore.DeclaredData;
import io.eventcart.platform.sliceapi.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("migrate")
@Order(4)
@ResourceLock(Stores.AXON_SERVER)
class MigrateTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path dataDir;

    private Stores stores;

    @BeforeEach
    void aPlaceOfItsOwn() {
        stores = new Stores(dataDir);
    }

    /** @return all that is kept of an event, with its position only where that must be the same */
    private static List<Object> facts(List<StoredEvent> events, boolean withPosition) {
        return events.stream().<Object>map(event -> List.of(withPosition ? event.position() : 0, event.aggregateType(),
                event.aggregateId(), event.sequenceNumber(), event.eventId(), event.at(), event.type(),
                event.revision(), new String(event.payload(), StandardCharsets.UTF_8),
                new TreeMap<>(event.metaData()).toString(),
                String.valueOf(event.hash()))).toList();
    }

    private static List<StoredEvent> odd() {
        return SomeEvents.ofThePrototype().gap()
                .and("c", "cart.gift-wrapped", "3", ",'paper':'gold'")
                .and("c", "no-json", "", "<xml/>", Map.of("retries", 3, "isTest", true, "share", 0.25, "note",
                        "\u00e4 \u20ac \ud83d\uded2 \"quoted\"\n"))
                .and("c", "spaced", "1", "{ \"a\" : 1.50, \"b\": 1e3 }", Map.of("large", 9_007_199_254_740_993L))
                .list();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"EMBEDDED, POSTGRES", "POSTGRES, EMBEDDED", "EMBEDDED, AXONSERVER", "AXONSERVER, EMBEDDED",
            "POSTGRES, AXONSERVER", "AXONSERVER, POSTGRES"})
    @DisplayName("copies every event as it is stored, one that no code knows too, and between databases its position")
    void copiesAsStored(StoreName from, StoreName to) {
        stores.fill(from, odd());

        var said = stores.migrate(from, to, "--verify");

        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains("10 events copied from " + from)
                .contains("Projections are rebuilt: their positions are not carried over")
                .contains("Verified: 10 events, the same in the same order, hash for hash");
        var isNumberedAnew = to == AXONSERVER || from == AXONSERVER;
        assertThat(facts(stores.events(to), !isNumberedAnew)).isEqualTo(facts(odd(), !isNumberedAnew));
        assertThat(facts(stores.events(from), from != AXONSERVER)).isEqualTo(facts(odd(), from != AXONSERVER));
    }

    @Test
    @DisplayName("refuses a target with other events, and leaves what is there")
    void refusesAnotherHistory() {
        stores.fill(EMBEDDED, SomeEvents.many(30).list());
        stores.fill(POSTGRES, SomeEvents.ofThePrototype().list());
        stores.sql(POSTGRES, "INSERT INTO removed_product (product_id, times, pieces) VALUES ('apple', 1, 1)");

        var said = stores.migrate(EMBEDDED, POSTGRES);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.text()).containsPattern(
                "postgres \\(//.*\\) is not empty: it has 7 events, and they are not the first of embedded")
                .contains("Name an empty one, or empty it.");
        assertThat(stores.events(POSTGRES)).hasSize(7);
        assertThat(stores.count(POSTGRES, "removed_product")).isOne();
    }

    @Test
    @DisplayName("refuses a target that has more events than the source, though they begin the same")
    void refusesALongerHistory() {
        stores.fill(EMBEDDED, SomeEvents.many(20).list());
        stores.fill(POSTGRES, SomeEvents.many(30).list());

        assertThat(stores.migrate(EMBEDDED, POSTGRES).text()).contains("is not empty: it has 30 events");
    }

    @Test
    @DisplayName("goes on where an earlier one has ended, and makes nothing twice")
    void goesOn() {
        stores.fill(EMBEDDED, SomeEvents.many(2_500).list());
        stores.fill(POSTGRES, SomeEvents.many(2_500).list().subList(0, 1_234));

        var said = stores.migrate(EMBEDDED, POSTGRES, "--verify");

        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains("1,266 events copied").contains("1,234 were there already")
                .contains("Verified: 2,500 events");
        assertThat(stores.migrate(EMBEDDED, POSTGRES).text()).contains("0 events copied");
        assertThat(facts(stores.events(POSTGRES), true)).isEqualTo(facts(stores.events(EMBEDDED), true));
    }

    @Test
    @DisplayName("does not go on as stored where one began with --upcast, nor the other way round")
    void goesOnTheSameWayOnly() {
        stores.fill(EMBEDDED, SomeEvents.ofThePrototype().list());
        var upcast = stores.migrate(EMBEDDED, POSTGRES, "--upcast");
        assertThat(upcast.exitCode()).as(upcast.text()).isZero();

        assertThat(stores.migrate(EMBEDDED, POSTGRES).text()).contains("is not empty");
        assertThat(stores.migrate(EMBEDDED, POSTGRES, "--upcast", "--verify").text())
                .contains("0 events copied", "Verified: 8 events");
    }

    /** What somebody does to the target, and the words for it. */
    enum Planted {
        ONE_MORE(
                "the target goes on after the last event of the source, with version 1 of stream x (cart.x, event x)") {
            @Override
            void in(Stores stores) {
                stores.sql(POSTGRES, """
                        INSERT INTO domain_event (aggregate_identifier, sequence_number, type, event_identifier,
                          meta_data, payload, payload_type, time_stamp)
                        VALUES ('x', 0, 'cart', 'x', '{}', '{}', 'cart.x', '2026-11-25T06:00:00.000Z')
                        """);
            }
        },
        THE_LAST_ONE_LESS(
                "the target ends after 29 events; version 10 of stream %s (cart.item-added, event %s) is missing") {
            @Override
            void in(Stores stores) {
                stores.sql(POSTGRES, "DELETE FROM domain_event WHERE event_identifier = ?", event(29).eventId());
            }
        },
        ONE_LESS(
                "event 28 of the target should be version 8 of stream %s (cart.item-added, event %s), and is version 9") {
            @Override
            void in(Stores stores) {
                stores.sql(POSTGRES, "DELETE FROM domain_event WHERE event_identifier = ?", event(27).eventId());
            }
        },
        ORDER("event 28 of the target should be version 8 of stream %s (cart.item-added, event %s), and is version 9") {
            @Override
            void in(Stores stores) {
                stores.sql(POSTGRES, "UPDATE domain_event SET global_index = -1 WHERE event_identifier = ?",
                        event(27).eventId());
                stores.sql(POSTGRES, "UPDATE domain_event SET global_index = ? WHERE event_identifier = ?",
                        event(27).position(), event(28).eventId());
                stores.sql(POSTGRES, "UPDATE domain_event SET global_index = ? WHERE event_identifier = ?",
                        event(28).position(), event(27).eventId());
            }
        },
        PAYLOAD("version 8 of stream %s (cart.item-added, event %s) differs in its payload") {
            @Override
            void in(Stores stores) {
                stores.sql(POSTGRES, "UPDATE domain_event SET payload = ? WHERE event_identifier = ?",
                        "{}".getBytes(StandardCharsets.UTF_8), event(27).eventId());
            }
        },
        METADATA("version 8 of stream %s (cart.item-added, event %s) differs in its metadata") {
            @Override
            void in(Stores stores) {
                var metaData = new HashMap<String, Object>(event(27).metaData());
                metaData.put("actor", "operator");
                stores.sql(POSTGRES, "UPDATE domain_event SET meta_data = ? WHERE event_identifier = ?",
                        JSON.writeValueAsBytes(metaData), event(27).eventId());
            }
        },
        HASH("version 8 of stream %s (cart.item-added, event %s) differs in its hash") {
            @Override
            void in(Stores stores) {
                var metaData = new HashMap<String, Object>(event(27).metaData());
                metaData.put("hash", event(26).metaData().get("hash"));
                stores.sql(POSTGRES, "UPDATE domain_event SET meta_data = ? WHERE event_identifier = ?",
                        JSON.writeValueAsBytes(metaData), event(27).eventId());
            }
        },
        TIME("version 8 of stream %s (cart.item-added, event %s) differs in its time") {
            @Override
            void in(Stores stores) {
                stores.sql(POSTGRES, "UPDATE domain_event SET time_stamp = '2020-01-01T00:00:00.000Z' "
                        + "WHERE event_identifier = ?", event(27).eventId());
            }
        };

        private final String words;

        Planted(String words) {
            this.words = words;
        }

        abstract void in(Stores stores);

        private static StoredEvent event(int n) {
            return SomeEvents.many(30).list().get(n);
        }

        String words() {
            var event = event(this == THE_LAST_ONE_LESS ? 29 : 27);
            return words.formatted(event.aggregateId(), event.eventId());
        }
    }

    @Test
    @DisplayName("--verify finds every planted difference, and names the first")
    void namesTheFirstDifference() {
        stores.fill(EMBEDDED, SomeEvents.many(30).list());
        for (var planted : Planted.values()) {
            stores.sql(POSTGRES, "DELETE FROM domain_event");
            stores.fill(POSTGRES, SomeEvents.many(30).list());
            planted.in(stores);

            try (var source = stores.stores().source(EMBEDDED); var target = stores.open(POSTGRES)) {
                var difference = StoreDifference.first(source.events().iterator(), target.events().iterator(), n -> {});

                assertThat(difference).as(planted.name()).map(StoreDifference::text).get().asString()
                        .startsWith(planted.words());
            }
        }
    }

    @Test
    @DisplayName("--verify fails if anything differs")
    void failsIfAnythingDiffers() {
        stores.fill(EMBEDDED, SomeEvents.many(30).list());
        stores.fill(POSTGRES, SomeEvents.many(30).list());
        Planted.PAYLOAD.in(stores);

        var said = stores.migrate(EMBEDDED, POSTGRES, "--verify");

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.text()).contains("DIFFERENT: after 27 events that are the same, version 8 of stream ");
    }

    @Test
    @DisplayName("empties what is computed from events, and nothing else that is in the database")
    void leavesWhatIsNotItsOwn() {
        stores.fill(EMBEDDED, SomeEvents.many(30).list());
        stores.sql(POSTGRES, "CREATE TABLE of_another_app (id INTEGER)");
        stores.sql(POSTGRES, "INSERT INTO of_another_app VALUES (1)");
        stores.sql(POSTGRES, "INSERT INTO token (processor_name, segment) VALUES ('cart-summary', 0)");
        stores.sql(POSTGRES, "INSERT INTO removed_product_2 (product_id, times, pieces) VALUES ('apple', 1, 1)");

        assertThat(stores.migrate(EMBEDDED, POSTGRES).exitCode()).isZero();

        assertThat(stores.count(POSTGRES, "of_another_app")).isOne();
        assertThat(stores.count(POSTGRES, "token")).isZero();
        assertThat(stores.count(POSTGRES, "removed_product_2")).isZero();
    }

    @Test
    @DisplayName("knows of every table whether it is computed from events")
    void knowsEveryTable() {
        var notComputed = new ArrayList<>(
                List.of("domain_event", "flyway_schema_history", "shopper_key", "shared_secret",
                        "wrapped_by", "app_instance", "recorded_event_store", "operator_session"));
        notComputed.addAll(DeclaredData.tables(data -> true));
        try (var database = (JdbcArchive) stores.open(POSTGRES)) {
            var tables = database.jdbc().sql("SELECT table_name FROM information_schema.tables "
                    + "WHERE table_schema = 'public'").query(String.class).list();

            assertThat(tables)
                    .as("Annotate the projection that keeps a new table with @KeptIn; if what is in it comes from "
                            + "no event, annotate the type that fills it with @AccompaniesEvents")
                    .allMatch(
                            table -> notComputed.contains(table) || TargetPreparation.computedTables().contains(table));
            assertThat(tables).containsAll(TargetPreparation.computedTables());
        }
    }

    @Test
    @DisplayName("refuses a database on which an app is at work")
    void refusesAnAppAtWork() {
        stores.fill(EMBEDDED, SomeEvents.many(30).list());
        stores.sql(POSTGRES, "INSERT INTO app_instance (id, seen_at) VALUES ('a', CURRENT_TIMESTAMP)");

        var said = stores.migrate(EMBEDDED, POSTGRES);

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.text()).contains("An instance runs on postgres").contains("Stop it first.");
        assertThat(stores.events(POSTGRES)).isEmpty();
    }

    @Test
    @DisplayName("changes nothing of its source, not even to bring its tables up to date")
    void leavesItsSource() {
        stores.fill(POSTGRES, SomeEvents.many(30).list());
        stores.sql(POSTGRES, "DROP TABLE removed_product_2");
        stores.sql(POSTGRES, "DELETE FROM flyway_schema_history WHERE script LIKE '%remove-item%second_side%'");

        assertThat(stores.migrate(POSTGRES, EMBEDDED, "--verify").exitCode()).isZero();

        try (var database = (JdbcArchive) stores.stores().source(POSTGRES)) {
            assertThat(AccompanyingData.has(database.jdbc(), "removed_product_2")).isFalse();
        }
    }

    @Test
    @DisplayName("takes keys along to a folder with others only if the same master key has wrapped them")
    void refusesOtherKeys() throws IOException {
        stores.fill(POSTGRES, SomeEvents.many(30).list());
        stores.sql(POSTGRES, "INSERT INTO wrapped_by (one, master_id) VALUES (1, 'fedcba9876543210')");
        var others = Files.createDirectories(dataDir.resolve("keys/by-0123456789abcdef"));
        Files.write(others.resolve(SomeEvents.id("anna").toString()), new byte[68]);

        var said = stores.migrate(POSTGRES, EMBEDDED);

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.text()).contains("The keys can't be copied", "were wrapped by another master key",
                "Fix that and run the same command again.");
        assertThat(others).isNotEmptyDirectory();
    }

    @Test
    @DisplayName("names an event that has no time, in place of making one up")
    void namesWhatHasNoTime() {
        stores.fill(EMBEDDED, SomeEvents.many(30).list());
        stores.sql(EMBEDDED, "UPDATE domain_event SET time_stamp = 'never' WHERE sequence_number = 7");

        assertThat(stores.migrate(EMBEDDED, POSTGRES).text()).contains("has no valid timestamp");
        assertThat(stores.events(POSTGRES)).isEmpty();
    }

    @Test
    @DisplayName("takes what is beside the events to PostgreSQL, too, if the app on Axon Server has it there")
    void axonServerBesidePostgres() {
        stores.fill(EMBEDDED, SomeEvents.many(30).list());
        stores.sql(EMBEDDED, """
                INSERT INTO idempotent_call (shopper_id, idempotency_key, operation_id, fingerprint, begun_at, answer)
                VALUES (?, 'once', ?, 'print', TIMESTAMP WITH TIME ZONE '2026-11-25 06:00:00.5+01', '{}')
                """, SomeEvents.id("anna"), SomeEvents.id("operation"));
        stores.sql(POSTGRES, "INSERT INTO token (processor_name, segment) VALUES ('cart-summary', 0)");

        var said = stores.with("spring.profiles.active", "axonserver,postgres").migrate(EMBEDDED, AXONSERVER,
                "--verify");

        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains("1 rows of idempotent_call", "Verified: 30 events");
        assertThat(stores.count(POSTGRES, "idempotent_call WHERE begun_at = '2026-11-25T05:00:00.5Z'")).isOne();
        assertThat(stores.count(POSTGRES, "token")).isZero();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', value = {
            "EMBEDDED | EMBEDDED | Both ends are embedded. Name two different stores",
            "EMBEDDED | POSTGRES | There is no embedded store in",
            "POSTGRES | EMBEDDED | has no events. Name the store that has."})
    @DisplayName("says what is wrong when it is called wrongly")
    void saysWhatIsWrong(StoreName from, StoreName to, String words) {
        var said = stores.migrate(from, to);

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.text()).contains(words).doesNotContain("\tat ");
    }
}
