package io.eventcart.platform.migration;

import io.eventcart.platform.eventstore.DeclaredData;
import io.eventcart.platform.eventstore.RecordedEventStore;
import io.eventcart.platform.eventstore.RecordedEventStore.StoreKind;
import io.eventcart.platform.sliceapi.AccompaniesEvents;
import io.eventcart.platform.sliceapi.KeptIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Prepares the target's database for events from another store. */
final class TargetPreparation {
    /** Tables, besides the projections', that are computed from events or hold positions. */
    private static final List<String> COMPUTED = List.of("token", "projection", "dead_letter", "snapshot_event");

    private final ConfiguredStores stores;
    private final @Nullable StoreName from;
    private final StoreName to;

    /** @param from null if the events come from a file */
    TargetPreparation(ConfiguredStores stores, @Nullable StoreName from, StoreName to) {
        this.stores = stores;
        this.from = from;
        this.to = to;
    }

    /** @return the tables that are rebuilt from the events: both copies of each projection, checkpoints, snapshots */
    static List<String> computedTables() {
        return Stream.concat(COMPUTED.stream(), DeclaredData.declared(KeptIn.class)
                .flatMap(projection -> Arrays.stream(projection.value()))
                .flatMap(table -> Stream.of(table, table + "_2"))).toList();
    }

    /**
     * Runs before the first write, also in a resumed migration. Computed tables are emptied: they may belong to another store,
     * where the same events have other positions.
     */
    void prepare(boolean isNew, boolean isRewritten, Consumer<String> say) {
        if (hasDatabase()) {
            try (var migratedDatabase = stores.migratedDatabase(to)) {
                requireNoInstance(migratedDatabase);
                empty(migratedDatabase.jdbc(), isNew, isRewritten);
            }
        }
        say.accept("Projections are rebuilt: their positions are not carried over. Their tables for " + to
                + " are empty, and the app fills them from the events when it starts there.");
        if (isRewritten) {
            DeclaredData.files(AccompaniesEvents::statesHashes).forEach(file -> retire(file, say));
        }
    }

    /** Runs once all events are in the target. From then on the app starts on this database only with that store. */
    void recordTargetStore() {
        if (hasDatabase()) {
            try (var migratedDatabase = stores.migratedDatabase(to)) {
                RecordedEventStore.record(migratedDatabase.jdbc(),
                        to == StoreName.AXONSERVER ? StoreKind.AXON_SERVER : StoreKind.DATABASE);
            }
        }
    }

    private boolean hasDatabase() {
        return stores.usesPostgres(to) || stores.hasEmbedded();
    }

    private void requireNoInstance(JdbcArchive migratedDatabase) {
        if (stores.usesPostgres(to) && migratedDatabase.jdbc().sql("""
                SELECT COUNT(*) FROM app_instance WHERE seen_at > CURRENT_TIMESTAMP - INTERVAL '5' SECOND
                """).query(Long.class).single() > 0) {
            throw MigrationFault.failed("An instance runs on " + migratedDatabase.where() + ".", "Stop it first.");
        }
    }

    private void empty(JdbcClient migratedDatabase, boolean isNew, boolean isRewritten) {
        computedTables().forEach(table -> migratedDatabase.sql("TRUNCATE TABLE " + table).update());
        if (isNew && from != null && stores.usesPostgres(from) != stores.usesPostgres(to)) {
            // The app may have filled them on an earlier start without events. The migrated data replaces them.
            Stream.concat(DeclaredData.tables(data -> true).stream(), Stream.of("shared_secret"))
                    .forEach(table -> migratedDatabase.sql("DELETE FROM " + table).update());
            migratedDatabase.sql("DELETE FROM wrapped_by WHERE NOT EXISTS (SELECT 1 FROM shopper_key)").update();
        }
        if (isRewritten) {
            DeclaredData.tables(AccompaniesEvents::statesHashes)
                    .forEach(table -> migratedDatabase.sql("DELETE FROM " + table).update());
        }
    }

    /** It states hashes of the old chain. */
    private void retire(String name, Consumer<String> say) {
        var file = stores.dataDir().resolve(name);
        if (!Files.exists(file)) {
            return;
        }
        try {
            var retired = unusedName(file);
            Files.move(file, retired);
            say.accept(file + " belongs to the old hash chain. It is kept as " + retired + ", and a new one begins.");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be renamed", e);
        }
    }

    /** @return such as {@code seals-of-old-chain-1.jsonl} for {@code seals.jsonl} */
    private static Path unusedName(Path file) {
        var name = file.getFileName().toString();
        var dot = name.lastIndexOf('.');
        for (var n = 1;; n++) {
            var retired = file.resolveSibling(
                    name.substring(0, dot) + "-of-old-chain-" + n + name.substring(dot));
            if (!Files.exists(retired)) {
                return retired;
            }
        }
    }
}
