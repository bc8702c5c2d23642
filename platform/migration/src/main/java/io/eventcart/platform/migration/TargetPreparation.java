package io.eventcart.platform.migration;

import io.eventcart.platform.eventstore.RecordedEventStore;
import io.eventcart.platform.eventstore.RecordedEventStore.StoreKind;
import io.eventcart.platform.sliceapi.KeptIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.ClassUtils;

/** Prepares the target's database for events from another store. */
final class TargetPreparation {
    private static final String ROOT = "io.eventcart";
    /** Tables, besides the projections', that are computed from events or hold positions. */
    private static final List<String> COMPUTED = List.of("token", "projection", "dead_letter", "snapshot_event");
    /** Tables that the app may have filled on an earlier start without events. The migrated data replaces them. */
    private static final List<String> REPLACED = List.of("rejected_command", "idempotent_call", "seal",
            "shared_secret");

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
        var tables = new ArrayList<>(COMPUTED);
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(KeptIn.class));
        scanner.findCandidateComponents(ROOT).stream()
                .map(found -> ClassUtils.resolveClassName(found.getBeanClassName() + "", null))
                .flatMap(type -> Arrays.stream(Objects.requireNonNull(type.getAnnotation(KeptIn.class)).value()))
                .forEach(table -> tables.addAll(List.of(table, table + "_2")));
        return tables;
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
            retireSeals(say);
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
            REPLACED.forEach(table -> migratedDatabase.sql("DELETE FROM " + table).update());
            migratedDatabase.sql("DELETE FROM wrapped_by WHERE NOT EXISTS (SELECT 1 FROM shopper_key)").update();
        }
        if (isRewritten) {
            migratedDatabase.sql("DELETE FROM seal").update();
        }
    }

    private void retireSeals(Consumer<String> say) {
        var seals = stores.dataDir().resolve("seals").resolve("seals.jsonl");
        if (!Files.exists(seals)) {
            return;
        }
        try {
            var retired = unusedName(seals);
            Files.move(seals, retired);
            say.accept("The seals of the old chain are kept as " + retired + ". New seals begin.");
        } catch (IOException e) {
            throw new UncheckedIOException(seals + " can't be moved aside", e);
        }
    }

    private static Path unusedName(Path seals) {
        for (var n = 1;; n++) {
            var retired = seals.resolveSibling("seals-of-old-chain-" + n + ".jsonl");
            if (!Files.exists(retired)) {
                return retired;
            }
        }
    }
}
