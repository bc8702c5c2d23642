package io.eventcart.app.moving;

import io.eventcart.app.personaldata.KeysMoved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What belongs to the history and is no event: how it comes along, and what is thrown away and made anew. */
final class Belongings {
    private static final int ROWS_AT_ONCE = 1_000;
    /** What no event tells of. Seals only where the chain is the old one. */
    private static final List<String> COPIED = List.of("rejected_command", "idempotent_call");
    private static final String SEALS = "seal";
    /** All other tables hold what is computed from the events. */
    private static final Set<String> KEPT = Set.of("domain_event", "flyway_schema_history", "rejected_command",
            "idempotent_call", SEALS, "shopper_key", "shared_secret", "wrapped_by", "app_instance");

    private Belongings() {}

    /** Empties every projection, with its position, and the snapshots: they are of another store, or of none. */
    static void emptyProjections(JdbcClient database) {
        var tables = database.sql("""
                SELECT table_name FROM information_schema.tables
                WHERE LOWER(table_schema) = 'public' AND table_type = 'BASE TABLE'
                """).query(String.class).list();
        tables.stream().filter(table -> !KEPT.contains(table.toLowerCase(Locale.ROOT)))
                .forEach(table -> database.sql("TRUNCATE TABLE \"" + table + "\"").update());
    }

    /** @return what was copied, in words */
    private static List<String> copyRows(JdbcClient from, JdbcClient to, boolean withSeals) {
        var copied = new ArrayList<String>();
        var tables = new ArrayList<>(COPIED);
        if (withSeals) {
            tables.add(SEALS);
        }
        for (var table : tables) {
            if (count(to, table) == 0) {
                copy(from, to, table);
            }
            copied.add("%,d rows of %s".formatted(count(to, table), table));
        }
        return copied;
    }

    private static long count(JdbcClient database, String table) {
        return database.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    private static void copy(JdbcClient from, JdbcClient to, String table) {
        for (var at = 0L;; at += ROWS_AT_ONCE) {
            var rows = from.sql("SELECT * FROM " + table + " ORDER BY 1, 2 OFFSET ? ROWS FETCH NEXT " + ROWS_AT_ONCE
                    + " ROWS ONLY").param(at).query().listOfRows();
            for (var row : rows) {
                var columns = List.copyOf(row.keySet());
                to.sql("INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                        + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")")
                        .params(new ArrayList<>(row.values())).update();
            }
            if (rows.size() < ROWS_AT_ONCE) {
                break;
            }
        }
        if (table.equals("rejected_command")) {
            to.sql("ALTER TABLE rejected_command ALTER COLUMN id RESTART WITH " + (to
                    .sql("SELECT COALESCE(MAX(id), 0) FROM rejected_command").query(Long.class).single() + 1)).update();
        }
    }

    /** Takes along what lies in another database than the events, once they are all there. */
    static void take(Places places, StoreName from, StoreName to, boolean isRewritten, Consumer<String> say) {
        if ((from == StoreName.POSTGRES) == (to == StoreName.POSTGRES)) {
            say.accept("Keys, seals, refused commands and idempotency records stay in " + places.dataDir() + ".");
            return;
        }
        if (to == StoreName.POSTGRES && !places.hasEmbedded()) {
            say.accept("There is no data directory with keys, seals or refused commands to take along.");
            return;
        }
        try (var old = places.home(from); var now = places.home(to)) {
            say.accept("Taken along: %,d shoppers' keys, %s.".formatted(
                    keys(from, old.jdbc(), now.jdbc(), places.dataDir()),
                    String.join(", ", copyRows(old.jdbc(), now.jdbc(), !isRewritten))));
        }
    }

    private static int keys(StoreName from, JdbcClient fromHome, JdbcClient toHome, Path dataDir) {
        try {
            return from == StoreName.POSTGRES
                    ? KeysMoved.toFolder(fromHome, dataDir)
                    : KeysMoved.toTable(dataDir, toHome);
        } catch (IOException | IllegalStateException e) {
            throw MoveFault.failed("The shoppers' keys can't be taken along: " + e.getMessage() + ".",
                    "Mend that and run the same command again. Without them personal data can't be read.");
        }
    }
}
