package io.eventcart.platform.personaldata;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.eventcart.platform.personaldata.AesGcm.Encrypted;
import io.eventcart.platform.sliceapi.StartFault;
import io.eventcart.platform.sliceapi.Uuids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys in small files, one per person, so that a key can be overwritten in place; a database keeps old pages.
 *
 * <pre>
 * keys/by-MASTER/SHOPPER   wrapped by that master key: when it was made (8 bytes), nonce (12), key and tag (48)
 * keys/erased/SHOPPER      empty: the person was erased
 * </pre>
 *
 * <p>Used by one process at a time; the lock of the database in the same directory ensures that.
 */
final class KeyFolder implements KeyStore {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFolder.class);
    static final String PREFIX = "by-";
    private static final String PARTIAL = ".partial";
    private static final String RETIRED = ".retired";
    private static final int WRAPPED_KEY_BYTES = AesGcm.KEY_BYTES + AesGcm.TAG_BYTES;
    private static final int FILE_BYTES = Long.BYTES + AesGcm.NONCE_BYTES + WRAPPED_KEY_BYTES;
    private static final int LOCKS = 64;

    private final Path root;
    private final Path erased;
    private final Path keys;
    /** Striped locks: a person's key is made and destroyed under the same lock. */
    private final Object[] locks = IntStream.range(0, LOCKS).mapToObj(n -> new Object()).toArray();

    /**
     * Opens the folder, and removes the leftovers of an interrupted rotation.
     *
     * @throws StartFault if there are keys that another master key has wrapped
     */
    KeyFolder(Path root, String masterId) {
        this.root = root;
        this.erased = root.resolve("erased");
        this.keys = root.resolve(PREFIX + masterId);
        try {
            if (!Files.exists(keys) && holdsKeys(root)) {
                throw new StartFault("The keys in " + root + " were wrapped by another master key than " + masterId
                        + ", the one that is given.",
                        "Let cart.keys.master name the one that wrapped them; see docs/guides/forget-a-shopper.md.");
            }
            Files.createDirectories(erased);
            Files.createDirectories(keys);
            for (var other : SecretFiles.list(root)) {
                if (!other.equals(keys) && !other.equals(erased)) {
                    LOG.warn("Deleting {}, which an interrupted rotation of the master key left behind", other);
                    SecretFiles.wipeFolder(other);
                }
            }
            SecretFiles.force(root);
        } catch (IOException e) {
            throw new StartFault("The keys in " + root + " can't be read or written: " + e,
                    "Give this user the right to.");
        }
    }

    /** @return whether the folder has any key, under whichever master key */
    static boolean holdsKeys(Path root) {
        try {
            return holdsAny(root);
        } catch (IOException e) {
            throw new StartFault("The keys in " + root + " can't be read: " + e, "Give this user the right to.");
        }
    }

    private static boolean holdsAny(Path root) throws IOException {
        for (var folder : Files.isDirectory(root) ? SecretFiles.list(root) : List.<Path>of()) {
            var name = folder.getFileName().toString();
            if (name.startsWith(PREFIX) && !name.endsWith(PARTIAL) && !name.endsWith(RETIRED)
                    && !SecretFiles.list(folder).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public KeyEntry find(UUID person) {
        // In this order: an erasure is marked before the key is overwritten, so a partly overwritten key is never returned.
        var key = read(keys.resolve(person.toString()));
        return Files.exists(erased.resolve(person.toString())) ? new Erased() : key;
    }

    @Override
    public KeyEntry findOrAdd(UUID person, Supplier<Wrapped> key) {
        synchronized (lockOf(person)) {
            var found = find(person);
            if (!(found instanceof Absent)) {
                return found;
            }
            var made = key.get();
            try {
                write(keys.resolve(person.toString()), made);
                SecretFiles.force(keys);
            } catch (IOException e) {
                throw new UncheckedIOException("a key can't be written to " + keys, e);
            }
            return made;
        }
    }

    @Override
    public void erase(UUID person) {
        synchronized (lockOf(person)) {
            try {
                SecretFiles.write(erased.resolve(person.toString()), new byte[0]);
                SecretFiles.force(erased);
                SecretFiles.wipe(keys.resolve(person.toString()));
                SecretFiles.force(keys);
            } catch (IOException e) {
                throw new UncheckedIOException("the key of person " + person + " can't be destroyed", e);
            }
        }
    }

    /**
     * The new folder is filled under a temporary name before it gets its final one; the old folder is renamed before its first key
     * is deleted. So a folder with a final name is always complete, and the one that the master key names is the right one.
     */
    @Override
    public int rewrap(String masterId, BiFunction<UUID, Wrapped, Wrapped> rewrap, Runnable makeMasterCurrent) {
        var next = root.resolve(PREFIX + masterId);
        var partial = root.resolve(PREFIX + masterId + PARTIAL);
        var retired = root.resolve(keys.getFileName() + RETIRED);
        try {
            SecretFiles.wipeFolder(partial);
            Files.createDirectories(partial);
            var all = SecretFiles.list(keys);
            for (var file : all) {
                var person = Uuids.parse(file.getFileName().toString());
                if (find(person) instanceof Wrapped old) {
                    write(partial.resolve(person.toString()), rewrap.apply(person, old));
                }
            }
            SecretFiles.force(partial);
            Files.move(partial, next, ATOMIC_MOVE);
            SecretFiles.force(root);
            makeMasterCurrent.run();
            Files.move(keys, retired, ATOMIC_MOVE);
            SecretFiles.force(root);
            SecretFiles.wipeFolder(retired);
            return all.size();
        } catch (IOException e) {
            throw new UncheckedIOException("the keys can't be wrapped anew in " + root, e);
        }
    }

    static KeyEntry read(Path file) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            if (bytes.remaining() != FILE_BYTES) {
                return new Absent(); // The process died while writing it, so nothing was encrypted with it.
            }
            var madeAt = Instant.ofEpochMilli(bytes.getLong());
            var nonce = new byte[AesGcm.NONCE_BYTES];
            var key = new byte[WRAPPED_KEY_BYTES];
            bytes.get(nonce).get(key);
            return new Wrapped(madeAt, new Encrypted(nonce, key));
        } catch (NoSuchFileException e) {
            return new Absent();
        } catch (IOException e) {
            throw new UncheckedIOException("the key " + file + " can't be read", e);
        }
    }

    static void write(Path file, Wrapped key) throws IOException {
        SecretFiles.write(file,
                ByteBuffer.allocate(FILE_BYTES).putLong(key.madeAt().toEpochMilli()).put(key.key().nonce())
                        .put(key.key().ciphertext()).array());
    }

    private Object lockOf(UUID person) {
        return locks[Math.floorMod(person.hashCode(), LOCKS)];
    }
}
