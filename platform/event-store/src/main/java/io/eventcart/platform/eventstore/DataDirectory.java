package io.eventcart.platform.eventstore;

import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;

import io.eventcart.platform.sliceapi.DataFolder;
import io.eventcart.platform.sliceapi.StartFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The folder for persistent data. If missing, it is made, readable by its owner only; an existing folder keeps its mode. */
@Component
public final class DataDirectory implements DataFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(GROUP_READ, GROUP_EXECUTE, OTHERS_READ,
            OTHERS_EXECUTE);

    private final Path path;

    /** @throws StartFault if the folder can't be made or written */
    public DataDirectory(EventcartProperties properties) {
        this.path = properties.dataDir().toAbsolutePath().normalize();
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(path);
                restrict(path, "rwx------");
            } else if (isPosix(path) && !Collections.disjoint(Files.getPosixFilePermissions(path), OF_OTHERS)) {
                LOG.info("Other users can list the data directory {}, but not read the database and keys in it. "
                        + "chmod 700 prevents that.", path);
            }
        } catch (IOException e) {
            throw new StartFault("The data directory " + path + " can't be made: " + e,
                    "Make it, or name another one with --cart.data-dir=FOLDER.");
        }
        if (!Files.isDirectory(path) || !Files.isWritable(path)) {
            throw new StartFault("The data directory " + path + " is not a folder that this user may write to.",
                    "Change its owner or mode, or name another one with --cart.data-dir=FOLDER.");
        }
    }

    @Override
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /**
     * @return a folder in it; made, readable by its owner only, if missing
     * @throws StartFault if it can't be made
     */
    public Path folder(String name) {
        var folder = resolve(name);
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder);
                restrict(folder, "rwx------");
            }
            return folder;
        } catch (IOException e) {
            throw new StartFault("The folder " + folder + " can't be made: " + e, "Give this user the right to.");
        }
    }

    /**
     * Reads a secret. On the first start makes it from random bytes, with mode 600.
     *
     * @throws StartFault if it can't be read or is of another length
     */
    public byte[] secret(String name, int length) {
        var secret = secret(name, () -> random(length));
        if (secret.length != length) {
            throw new StartFault(
                    "The key file " + resolve(name) + " holds " + secret.length + " bytes instead of " + length + ".",
                    "Restore it from a backup, or delete it: a new one is made at the next start.");
        }
        return secret;
    }

    /** @throws StartFault if it can't be read or written */
    @Override
    public byte[] secret(String name, Supplier<byte[]> fresh) {
        var file = resolve(name);
        try {
            if (!Files.exists(file)) {
                create(file, fresh.get());
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new StartFault("The key file " + file + " can't be read or written: " + e,
                    "Give this user the right to read it.");
        }
    }

    /** @throws StartFault if this user may not change the file's mode */
    void restrict(Path file) {
        try {
            restrict(file, "rw-------");
        } catch (IOException e) {
            throw new StartFault("The mode of " + file + " can't be set to 600: " + e, "Make this user its owner.");
        }
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private void create(Path file, byte[] secret) throws IOException {
        // Written to a temporary file and moved, so that no crash leaves a partial key.
        var draft = Files.createTempFile(path, "key", null);
        restrict(draft, "rw-------");
        Files.write(draft, secret, StandardOpenOption.SYNC);
        Files.move(draft, file);
    }

    private static void restrict(Path file, String mode) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
