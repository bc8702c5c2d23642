package io.eventcart.platform.migration;

import io.eventcart.platform.eventstore.DeclaredData;
import io.eventcart.platform.personaldata.KeyMigration;
import io.eventcart.platform.sliceapi.AccompaniesEvents;
import io.eventcart.platform.sliceapi.StartFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Copies the data that accompanies the events: the keys, and the tables of {@link AccompaniesEvents}. */
final class AccompanyingData {
    private static final int ROWS_AT_ONCE = 1_000;

    private final ConfiguredStores stores;
    private final StoreName from;
    private final StoreName to;

    AccompanyingData(ConfiguredStores stores, StoreName from, StoreName to) {
        this.stores = stores;
        this.from = from;
        this.to = to;
    }

    static boolean has(JdbcClient database, String table) {
        return database.sql("SELECT COUNT(*) FROM information_schema.tables WHERE LOWER(table_schema) = 'public' "
                + "AND LOWER(table_name) = ?").param(table.toLowerCase(Locale.ROOT)).query(Long.class).single() > 0;
    }

    /**
     * Copies the data to the target's database after all events are there. It may be repeated.
     *
     * @param isRewritten whether the events have a new hash chain, for which data that states hashes is not valid
     */
    void copy(boolean isRewritten, Consumer<String> say) {
        if (stores.usesPostgres(from) == stores.usesPostgres(to)) {
            say.accept("The keys and the tables " + String.join(", ", DeclaredData.tables(data -> true))
                    + " stay where they are, in " + (stores.usesPostgres(to) ? "PostgreSQL" : stores.dataDir()) + ".");
            return;
        }
        if (!stores.usesPostgres(from) && !stores.hasEmbedded()) {
            say.accept("There is no data directory with keys and tables to copy.");
            return;
        }
        try (var source = stores.existingDatabase(from); var target = stores.migratedDatabase(to)) {
            var keys = keys(source, target);
            say.accept("Copied: %,d shoppers' keys, %s.".formatted(keys,
                    String.join(", ", rows(source, target, isRewritten))));
        }
    }

    private int keys(JdbcArchive source, JdbcArchive target) {
        try {
            return stores.usesPostgres(from)
                    ? KeyMigration.toFolder(source.jdbc(), stores.properties())
                    : KeyMigration.toTable(stores.properties(), target.jdbc(), target.dataSource());
        } catch (IOException | IllegalStateException e) {
            throw MigrationFault.failed("The keys can't be copied: " + e.getMessage() + ".",
                    "Fix that and run the same command again. Without them personal data can't be read.");
        } catch (StartFault e) {
            throw MigrationFault.failed("The keys can't be copied: " + e.getMessage() + " " + e.remedy(),
                    "Then run the same command again. Without them personal data can't be read.");
        }
    }

    /** @return the copied tables, for people */
    private static List<String> rows(JdbcArchive from, JdbcArchive to, boolean isRewritten) {
        return DeclaredData.tables(data -> !(isRewritten && data.statesHashes())).stream()
                .filter(table -> has(from.jdbc(), table)).map(table -> {
                    to.inTransaction(connection -> replace(from.jdbc(), to.jdbc(), table));
                    return "%,d rows of %s".formatted(count(to.jdbc(), table), table);
                }).toList();
    }

    private static long count(JdbcClient database, String table) {
        return database.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    private static boolean replace(JdbcClient from, JdbcClient to, String table) {
        to.sql("DELETE FROM " + table).update();
        var isMore = true;
        for (var at = 0L; isMore; at += ROWS_AT_ONCE) {
            var rows = from.sql("SELECT * FROM " + table + " ORDER BY 1, 2 OFFSET ? ROWS FETCH NEXT " + ROWS_AT_ONCE
                    + " ROWS ONLY").param(at).query().listOfRows();
            for (var row : rows) {
                var columns = List.copyOf(row.keySet());
                to.sql("INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                        + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")")
                        .params(new ArrayList<>(row.values())).update();
            }
            isMore = rows.size() == ROWS_AT_ONCE;
        }
        restartNumbering(to, table);
        return true;
    }

    /** The database goes on to number rows behind the copied ones. */
    private static void restartNumbering(JdbcClient database, String table) {
        database.sql("SELECT column_name FROM information_schema.columns WHERE is_identity = 'YES' "
                + "AND LOWER(table_schema) = 'public' AND LOWER(table_name) = ?").param(table).query(String.class)
                .list().forEach(column -> {
                    var last = database.sql("SELECT COALESCE(MAX(" + column + "), 0) FROM " + table)
                            .query(Long.class).single();
                    database.sql("ALTER TABLE " + table + " ALTER COLUMN " + column + " RESTART WITH " + (1 + last))
                            .update();
                });
    }
}
