package io.eventcart.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventcart.app.LongTest;
import io.eventcart.platform.testkit.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@DisplayName("A move that is killed")
@Order(4)
@LongTest
class MigrateKillIT {
    private static final int EVENTS = 50_000;
    private static final int KILLS = 1;
    /** Each move does at least this much before it is killed. */
    private static final int EVENTS_BEFORE_A_KILL = 5_000;
    /** An empty database has 1 MB, and one with all events 8 MB. */
    private static final long BYTES_BEFORE_A_KILL = 2_000_000;
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    @DisplayName("goes on where it was, and loses and doubles nothing")
    void goesOn() throws IOException {
        var here = "--cart.data-dir=" + folder.resolve("data");
        var file = folder.resolve("history.jsonl");
        Files.write(file, IntStream.range(0, EVENTS).mapToObj(MigrateKillIT::line).toList());
        var url = LocalPostgres.newDatabase();
        var target = JdbcClient.create(new DriverManagerDataSource(url, LocalPostgres.USER, ""));

        // Nobody else can ask the embedded database how far it is; but its file grows.
        var database = folder.resolve("data/eventcart.mv.db").toFile();
        var imported = killedAndRun(BYTES_BEFORE_A_KILL, database::length, "import-events", file.toString(),
                "--verify", here);
        assertThat(imported.output()).contains("Verified: 50,000 events").contains(" were there already");

        var migrate = new ArrayList<>(List.of("migrate", "--from=embedded", "--to=postgres", "--verify", here));
        migrate.addAll(List.of(LocalPostgres.switches(url)).subList(1, 3));
        var migrated = killedAndRun(EVENTS_BEFORE_A_KILL, () -> eventsIn(target), migrate.toArray(String[]::new));
        assertThat(migrated.output()).contains("Verified: 50,000 events").contains(" were there already");
        assertThat(target.sql("SELECT COUNT(DISTINCT event_identifier) FROM domain_event").query(Integer.class)
                .single()).isEqualTo(EVENTS);
        assertThat(target.sql("SELECT MAX(global_index) FROM domain_event").query(Integer.class).single())
                .isEqualTo(EVENTS);
    }

    private static long eventsIn(JdbcClient target) {
        var isMade = target.sql("SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'domain_event'")
                .query(Long.class).single() > 0;
        return isMade ? target.sql("SELECT COUNT(*) FROM domain_event").query(Long.class).single() : 0;
    }

    /** Killed in the midst of it, then let be to its end. */
    private EventcartProcess killedAndRun(long enough, LongSupplier progress, String... command) {
        for (var kill = 1; kill <= KILLS; kill++) {
            var before = progress.getAsLong();
            try (var killed = EventcartProcess.begin(folder, command)) {
                await().pollDelay(Duration.ZERO).pollInterval(POLL).atMost(PATIENCE)
                        .until(() -> progress.getAsLong() > before + enough);
                killed.kill();
                assertThat(killed.output()).doesNotContain("events copied");
            }
        }
        var done = EventcartProcess.run(folder, command);
        assertThat(done.exitCode()).as(done.output()).isZero();
        return done;
    }

    private static String line(int n) {
        return ("{\"specversion\":\"1.0\",\"id\":\"event-%d\",\"source\":\"/eventcart\",\"type\":\"cart.item-added\","
                + "\"subject\":\"cart-%d\",\"time\":\"2026-11-25T06:00:00Z\",\"metadata\":\"{}\",\"position\":\"%d\","
                + "\"revision\":\"2\",\"sequence\":\"%d\",\"streamtype\":\"cart\",\"data\":{\"n\":%d}}")
                .formatted(n, n / 10, n + 1, n % 10, n);
    }
}
