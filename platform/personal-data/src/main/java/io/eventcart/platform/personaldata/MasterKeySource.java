package io.eventcart.platform.personaldata;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.eventcart.platform.eventstore.DataDirectory;
import io.eventcart.platform.eventstore.EventcartProperties;
import io.eventcart.platform.sliceapi.StartFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds the master key. {@code cart.keys.master} names it, as a file or as {@code base64:KEY}; otherwise it is a file in the data
 * directory, made on the first start.
 */
@Component
final class MasterKeySource {
    static final String KEYS = "keys";
    private static final String FILE = "master.key";
    private static final String NEXT = "master.key.next";
    private static final String BASE64 = "base64:";
    private static final Logger LOG = LoggerFactory.getLogger(MasterKeySource.class);

    private final DataDirectory directory;
    private final @Nullable String setting;

    MasterKeySource(DataDirectory directory, EventcartProperties properties) {
        this.directory = directory;
        this.setting = properties.keys().master();
    }

    /**
     * @param keys where its wrapped keys are, in words; null if there are none yet
     * @param id of the master key that has wrapped them, if known
     * @throws StartFault if it can't be read, or is missing although there are wrapped keys
     */
    MasterKey current(@Nullable String keys, @Nullable String id) {
        if (setting != null && !setting.isBlank()) {
            return given(setting);
        }
        var file = directory.resolve(FILE);
        try {
            var next = directory.resolve(NEXT);
            if (Files.exists(next) && MasterKey.of(Files.readAllBytes(next)).id().equals(id)) {
                retire(); // The keys are already wrapped with the next one; the rotation was killed after that.
            }
            SecretFiles.wipe(next); // left by an interrupted rotation
            if (!Files.exists(file)) {
                if (keys != null) {
                    throw lost(file, keys);
                }
                LOG.warn(
                        "Made a master key for personal data, {}. Keep a copy of it apart from the backups: without it "
                                + "nobody can read the addresses in the events.",
                        file);
            }
        } catch (IOException e) {
            throw new StartFault("The master key " + file + " can't be read or written: " + e,
                    "Give this user the right to.");
        }
        return MasterKey.of(directory.secret(FILE, AesGcm.KEY_BYTES));
    }

    boolean isInDataDirectory() {
        return setting == null || setting.isBlank();
    }

    /** @return a new random key, in a file beside the current one until {@link #retire} makes it current */
    MasterKey next() {
        return MasterKey.of(directory.secret(NEXT, AesGcm.KEY_BYTES));
    }

    /** Overwrites the current key, if it is in the data directory, and makes the {@link #next} one, if there is one, current. */
    void retire() {
        if (!isInDataDirectory()) {
            return;
        }
        var file = directory.resolve(FILE);
        var next = directory.resolve(NEXT);
        try {
            if (!Files.exists(next)) {
                SecretFiles.wipe(file);
                return;
            }
            // Kept open, so that the old bytes can be overwritten after the file was replaced.
            try (var old = FileChannel.open(file, StandardOpenOption.WRITE)) {
                Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
                SecretFiles.overwrite(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the master key " + file + " can't be replaced", e);
        }
    }

    /**
     * @param setting a file of 32 bytes, or of their Base64; or {@code base64:} and the key
     * @throws StartFault if it has another form
     */
    static MasterKey given(String setting) {
        try {
            return MasterKey.of(setting.startsWith(BASE64)
                    ? Base64.getDecoder().decode(setting.substring(BASE64.length()).strip())
                    : read(Path.of(setting)));
        } catch (IOException e) {
            throw new StartFault("The master key file " + setting + " can't be read: " + e.getClass().getSimpleName()
                    + ".", "Let cart.keys.master name a file that this user may read.");
        } catch (IllegalArgumentException e) {
            throw new StartFault("What cart.keys.master names is not a key of " + AesGcm.KEY_BYTES + " bytes.",
                    "Make one with: openssl rand -base64 32 > master.key; and keep it.");
        }
    }

    private static byte[] read(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        return bytes.length == AesGcm.KEY_BYTES
                ? bytes
                : Base64.getDecoder().decode(new String(bytes, StandardCharsets.ISO_8859_1).strip());
    }

    private StartFault lost(Path file, String keys) {
        return new StartFault(
                "The master key " + file + " is missing, but there are wrapped keys " + keys + ".",
                "Restore it from its copy, or let cart.keys.master name it; all instances have the same. Without it nobody can "
                        + "read the personal data in the events again; to go on all the same, move the keys away.");
    }
}
