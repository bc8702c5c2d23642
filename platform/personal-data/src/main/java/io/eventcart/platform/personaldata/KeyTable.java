package io.eventcart.platform.personaldata;

import static java.time.ZoneOffset.UTC;

import io.eventcart.platform.personaldata.AesGcm.Encrypted;
import io.eventcart.platform.sliceapi.StartFault;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keys in a PostgreSQL table, one row per person, shared by all instances on that database. A row without a key means that the
 * person was erased. Every writer locks the row that names the current master key, so that no key is added under the old one
 * during a rotation.
 */
final class KeyTable implements KeyStore {
    private static final int PAGE_SIZE = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final MasterKey master;

    /** @throws StartFault if the keys in the table were wrapped by another master key */
    KeyTable(JdbcClient jdbc, TransactionTemplate transaction, MasterKey master) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.master = master;
        jdbc.sql("INSERT INTO wrapped_by (one, master_id) VALUES (1, ?) ON CONFLICT DO NOTHING").param(master.id())
                .update();
        var wrappedBy = masterId(jdbc).orElseThrow();
        if (!wrappedBy.equals(master.id())) {
            throw new StartFault("The keys in the database were wrapped by another master key, " + wrappedBy + ", than "
                    + master.id() + ", the one that is given.",
                    "Let cart.keys.master name the one that wrapped them, the same on every instance.");
        }
    }

    /** @return the id of the master key that has wrapped the keys; empty in a new database */
    static Optional<String> masterId(JdbcClient jdbc) {
        return jdbc.sql("SELECT master_id FROM wrapped_by").query(String.class).optional();
    }

    MasterKey master() {
        return master;
    }

    @Override
    public KeyEntry find(UUID person) {
        return jdbc.sql("SELECT made_at, nonce, wrapped FROM shopper_key WHERE shopper_id = ?").param(person)
                .query((row, n) -> entry(row)).optional().orElseGet(Absent::new);
    }

    private static KeyEntry entry(ResultSet row) throws SQLException {
        var wrapped = row.getBytes("wrapped");
        return wrapped == null
                ? new Erased()
                : new Wrapped(row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        new Encrypted(row.getBytes("nonce"), wrapped));
    }

    @Override
    public KeyEntry findOrAdd(UUID person, Supplier<Wrapped> key) {
        var found = find(person);
        if (!(found instanceof Absent)) {
            return found;
        }
        var made = key.get();
        transaction.executeWithoutResult(status -> {
            lockMaster("SHARE");
            jdbc.sql("""
                    INSERT INTO shopper_key (shopper_id, made_at, nonce, wrapped) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """).params(person, made.madeAt().truncatedTo(ChronoUnit.MILLIS).atOffset(UTC),
                    made.key().nonce(), made.key().ciphertext()).update();
        });
        return find(person);
    }

    private void lockMaster(String lockMode) {
        var wrappedBy = jdbc.sql("SELECT master_id FROM wrapped_by FOR " + lockMode).query(String.class).single();
        if (!wrappedBy.equals(master.id())) {
            throw new IllegalStateException("the keys were wrapped anew by master key " + wrappedBy
                    + ": start this instance again with that one");
        }
    }

    /** PostgreSQL overwrites nothing in place: the key leaves its files with a vacuum. */
    @Override
    public void erase(UUID person) {
        jdbc.sql("""
                INSERT INTO shopper_key (shopper_id) VALUES (?)
                ON CONFLICT (shopper_id) DO UPDATE SET made_at = NULL, nonce = NULL, wrapped = NULL
                """).param(person).update();
    }

    /**
     * Runs in one transaction. The new master key becomes the current one afterwards; until then the next start finds it beside the
     * old one.
     */
    @Override
    public int rewrap(String masterId, BiFunction<UUID, Wrapped, Wrapped> rewrap, Runnable makeMasterCurrent) {
        var count = transaction.execute(status -> {
            lockMaster("UPDATE");
            rewrapSecrets(rewrap);
            var rewrapped = 0;
            var page = personsAfter(new UUID(0, 0));
            while (!page.isEmpty()) {
                page.forEach(person -> rewrap(person, rewrap));
                rewrapped += page.size();
                page = personsAfter(page.getLast());
            }
            jdbc.sql("UPDATE wrapped_by SET master_id = ?").param(masterId).update();
            return rewrapped;
        });
        makeMasterCurrent.run();
        return Objects.requireNonNull(count);
    }

    private List<UUID> personsAfter(UUID last) {
        return jdbc.sql("""
                SELECT shopper_id FROM shopper_key WHERE shopper_id > ? AND wrapped IS NOT NULL
                ORDER BY shopper_id LIMIT ?
                """).params(last, PAGE_SIZE).query((row, n) -> row.getObject(1, UUID.class)).list();
    }

    private void rewrap(UUID person, BiFunction<UUID, Wrapped, Wrapped> rewrap) {
        if (find(person) instanceof Wrapped old) {
            var key = rewrap.apply(person, old).key();
            jdbc.sql("UPDATE shopper_key SET nonce = ?, wrapped = ? WHERE shopper_id = ? AND wrapped IS NOT NULL")
                    .params(key.nonce(), key.ciphertext(), person).update();
        }
    }

    private void rewrapSecrets(BiFunction<UUID, Wrapped, Wrapped> rewrap) {
        jdbc.sql("SELECT name FROM shared_secret").query(String.class).list().forEach(name -> {
            var key = rewrap.apply(ownerOf(name), new Wrapped(Instant.EPOCH, secret(name).orElseThrow())).key();
            jdbc.sql("UPDATE shared_secret SET nonce = ?, wrapped = ? WHERE name = ?")
                    .params(key.nonce(), key.ciphertext(), name).update();
        });
    }

    /** @return the secret of that name; {@code fresh} the first time */
    byte[] secret(String name, Supplier<byte[]> fresh) {
        var found = secret(name);
        if (found.isEmpty()) {
            var wrapped = master.wrap(fresh.get(), ownerOf(name));
            transaction.executeWithoutResult(status -> {
                lockMaster("SHARE");
                jdbc.sql("INSERT INTO shared_secret (name, nonce, wrapped) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                        .params(name, wrapped.nonce(), wrapped.ciphertext()).update();
            });
            found = secret(name);
        }
        return unwrap(master, name, found.orElseThrow());
    }

    /** @return all secrets by name, unwrapped with that master key */
    static Map<String, byte[]> secrets(JdbcClient jdbc, MasterKey master) {
        var secrets = new HashMap<String, byte[]>();
        jdbc.sql("SELECT name, nonce, wrapped FROM shared_secret").query(row -> {
            var name = row.getString(1);
            secrets.put(name, unwrap(master, name, new Encrypted(row.getBytes(2), row.getBytes(3))));
        });
        return secrets;
    }

    private static byte[] unwrap(MasterKey master, String name, Encrypted wrapped) {
        try {
            return master.unwrap(wrapped, ownerOf(name));
        } catch (AEADBadTagException e) {
            throw new StartFault("The secret " + name + " in the database does not open: it was changed.",
                    "Delete its row in shared_secret: a new one is made at the next start.");
        }
    }

    private Optional<Encrypted> secret(String name) {
        return jdbc.sql("SELECT nonce, wrapped FROM shared_secret WHERE name = ?").param(name)
                .query((row, n) -> new Encrypted(row.getBytes(1), row.getBytes(2))).optional();
    }

    /** A secret is bound to its name, like a person's key to its person. */
    private static UUID ownerOf(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
