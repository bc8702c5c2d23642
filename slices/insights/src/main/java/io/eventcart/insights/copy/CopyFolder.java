package io.eventcart.insights.copy;

import io.eventcart.platform.sliceapi.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The folder {@code insights} of the data directory: the copies' files, and a file that says which is the active one. */
@Component
final class CopyFolder {
    private static final String STATE = "copies.properties";

    private final Path folder;

    CopyFolder(DataFolder data) {
        this.folder = data.resolve("insights");
    }

    /**
     * Which copies there are. Each rebuild makes the next one.
     *
     * @param previous the one that was active before, if it is kept
     */
    record Copies(int active, boolean isPaused, @Nullable KeptCopy previous) {
        private static final Copies FIRST = new Copies(1, false, null);

        Copies paused(boolean now) {
            return new Copies(active, now, previous);
        }

        Copies withoutPrevious() {
            return new Copies(active, isPaused, null);
        }
    }

    /** @param since when readers last saw it */
    record KeptCopy(int copy, Instant since, long position) {}

    Path file(int copy) {
        return folder.resolve("history" + copy + ".duckdb");
    }

    Path exports() {
        return folder.resolve("exports");
    }

    /** Makes the folder, and deletes exports that a killed process has left there. */
    void prepare() {
        try {
            Files.createDirectories(exports());
            try (var left = Files.list(exports())) {
                for (var file : left.toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " can't be written", e);
        }
    }

    Copies read() {
        var file = folder.resolve(STATE);
        if (Files.notExists(file)) {
            return Copies.FIRST;
        }
        var read = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            read.load(in);
            var previous = Optional.ofNullable(read.getProperty("previous"))
                    .map(copy -> new KeptCopy(Integer.parseInt(copy), Instant.parse(read.getProperty("previous.since")),
                            Long.parseLong(read.getProperty("previous.position"))))
                    .orElse(null);
            return new Copies(Integer.parseInt(read.getProperty("active")),
                    Boolean.parseBoolean(read.getProperty("paused")), previous);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            return Copies.FIRST; // Someone has edited it. What is missing is copied again.
        }
    }

    void write(Copies copies) {
        var written = new Properties();
        written.setProperty("active", Integer.toString(copies.active()));
        written.setProperty("paused", Boolean.toString(copies.isPaused()));
        if (copies.previous() != null) {
            written.setProperty("previous", Integer.toString(copies.previous().copy()));
            written.setProperty("previous.since", copies.previous().since().toString());
            written.setProperty("previous.position", Long.toString(copies.previous().position()));
        }
        var part = folder.resolve(STATE + ".part");
        try {
            Files.createDirectories(folder);
            try (var out = Files.newBufferedWriter(part)) {
                written.store(out, "The copies of the history for insights. They can be deleted while no server runs.");
            }
            Files.move(part, folder.resolve(STATE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return a number that no file has had, so that no open connection to an older one is met again */
    int unused() {
        try (var files = Files.list(folder)) {
            return 1 + files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("history\\d{1,9}\\.duckdb"))
                    .map(name -> Integer.parseInt(name.replaceAll("\\D", ""))).max(Comparator.naturalOrder()).orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
