package io.eventcart.platform.personaldata;

import static java.time.ZoneOffset.UTC;

import io.eventcart.platform.eventstore.DataDirectory;
import io.eventcart.platform.eventstore.EventcartProperties;
import io.eventcart.platform.eventstore.SharedSecrets;
import io.eventcart.platform.personaldata.AesGcm.Encrypted;
import io.eventcart.platform.personaldata.KeyStore.Wrapped;
import io.eventcart.platform.sliceapi.StartFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Copies the persons' wrapped keys, and the key of the guests' sessions, between folder and table. The master key is the same in
 * both. A person erased in either stays erased. It may be repeated.
 */
public final class KeyMigration {
    private KeyMigration() {}

    /**
     * @return the number of keys and erasures copied from the folder
     * @throws StartFault if the master key, which wraps the key of the sessions, is not available
     * @throws IllegalStateException if another master key has wrapped the keys in the table
     */
    public static int toTable(EventcartProperties properties, JdbcClient table, DataSource dataSource)
            throws IOException {
        var directory = new DataDirectory(properties);
        var root = directory.resolve(MasterKeySource.KEYS);
        var copied = 0;
        for (var folder : list(root).stream().filter(KeyMigration::holdsKeys).toList()) {
            var master = folder.getFileName().toString().substring(KeyFolder.PREFIX.length());
            if (table.sql("SELECT COUNT(*) FROM wrapped_by").query(Long.class).single() == 0) {
                table.sql("INSERT INTO wrapped_by (one, master_id) VALUES (1, ?)").param(master).update();
            }
            requireSame(master, table);
            for (var file : list(folder)) {
                if (KeyFolder.read(file) instanceof Wrapped key) {
                    insert(table, file, key);
                    copied++;
                }
            }
        }
        for (var file : list(root.resolve("erased"))) {
            var person = UUID.fromString(file.getFileName().toString());
            table.sql("DELETE FROM shopper_key WHERE shopper_id = ?").param(person).update();
            table.sql("INSERT INTO shopper_key (shopper_id) VALUES (?)").param(person).update();
            copied++;
        }
        if (Files.exists(directory.resolve(SharedSecrets.SESSION_KEY))) {
            var master = new MasterKeySource(directory, properties).current(copied == 0 ? null : "in " + root,
                    KeyTable.masterId(table).orElse(null));
            new KeyTable(table, new TransactionTemplate(new DataSourceTransactionManager(dataSource)), master)
                    .secret(SharedSecrets.SESSION_KEY,
                            () -> directory.secret(SharedSecrets.SESSION_KEY, () -> new byte[0]));
        }
        return copied;
    }

    private static boolean holdsKeys(Path folder) {
        var name = folder.getFileName().toString();
        return name.startsWith(KeyFolder.PREFIX) && name.indexOf('.') < 0;
    }

    private static void requireSame(String master, JdbcClient table) {
        var other = table.sql("SELECT master_id FROM wrapped_by").query(String.class).single();
        if (!other.equals(master)) {
            throw new IllegalStateException("the keys in the database were wrapped by another master key, " + other
                    + ", than those in the folder, " + master);
        }
    }

    private static void insert(JdbcClient table, Path file, Wrapped key) {
        var person = UUID.fromString(file.getFileName().toString());
        if (table.sql("SELECT COUNT(*) FROM shopper_key WHERE shopper_id = ?").param(person).query(Long.class)
                .single() == 0) {
            table.sql("INSERT INTO shopper_key (shopper_id, made_at, nonce, wrapped) VALUES (?, ?, ?, ?)")
                    .params(person, key.madeAt().atOffset(UTC), key.key().nonce(), key.key().ciphertext()).update();
        }
    }

    /** @param key null if the person was erased */
    private record KeyRow(UUID person, @Nullable Wrapped key) {}

    private static KeyRow row(ResultSet row) throws SQLException {
        var person = Objects.requireNonNull(row.getObject("shopper_id", UUID.class));
        var wrapped = row.getBytes("wrapped");
        return new KeyRow(person, wrapped == null
                ? null
                : new Wrapped(row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        new Encrypted(row.getBytes("nonce"), wrapped)));
    }

    /**
     * @return the number of keys and erasures copied from the table
     * @throws StartFault if the master key, which has wrapped the key of the sessions, is not available
     * @throws IllegalStateException if another master key has wrapped the keys in the folder
     */
    public static int toFolder(JdbcClient table, EventcartProperties properties) throws IOException {
        var id = KeyTable.masterId(table);
        if (id.isEmpty()) {
            return 0;
        }
        var directory = new DataDirectory(properties);
        var root = directory.folder(MasterKeySource.KEYS);
        var keys = root.resolve(KeyFolder.PREFIX + id.get());
        if (!Files.exists(keys) && KeyFolder.holdsKeys(root)) {
            throw new IllegalStateException("those in " + root + " were wrapped by another master key than "
                    + id.get() + ", which has wrapped those in the database");
        }
        var master = new MasterKeySource(directory, properties).current("in the database", id.get());
        var copied = rowsToFiles(table, root, Files.createDirectories(keys));
        for (var secret : KeyTable.secrets(table, master).entrySet()) {
            var file = directory.resolve(secret.getKey());
            if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), secret.getValue())) {
                SecretFiles.wipe(file);
            }
            directory.secret(secret.getKey(), secret::getValue);
        }
        return copied;
    }

    private static int rowsToFiles(JdbcClient table, Path root, Path keys) throws IOException {
        var erased = Files.createDirectories(root.resolve("erased"));
        var erasedIds = names(list(erased));
        var copied = 0;
        for (var row : table.sql("SELECT shopper_id, made_at, nonce, wrapped FROM shopper_key")
                .query((found, n) -> row(found)).list()) {
            var name = Objects.requireNonNull(row).person().toString();
            var key = row.key();
            if (key == null) {
                SecretFiles.write(erased.resolve(name), new byte[0]);
                SecretFiles.wipe(keys.resolve(name));
            } else if (!erasedIds.contains(name)) {
                KeyFolder.write(keys.resolve(name), key);
            }
            copied++;
        }
        SecretFiles.force(keys);
        SecretFiles.force(erased);
        return copied;
    }

    private static List<Path> list(Path folder) throws IOException {
        return Files.isDirectory(folder) ? SecretFiles.list(folder) : List.of();
    }

    private static Set<String> names(List<Path> files) {
        var names = new HashSet<String>();
        files.forEach(file -> names.add(file.getFileName().toString()));
        return names;
    }
}
