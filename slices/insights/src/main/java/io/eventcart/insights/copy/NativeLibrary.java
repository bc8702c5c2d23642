package io.eventcart.insights.copy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** DuckDB's driver unpacks its library, 60 MB, into the folder for temporary files. A killed process would leave it there. */
final class NativeLibrary {
    private static final Path MAPPED_FILES = Path.of("/proc/self/maps");
    private static final Pattern UNPACKED = Pattern
            .compile("\\S+\\s+\\S+\\s+\\S+\\s+\\S+\\s+\\S+\\s+(/.*/libduckdb_java\\d+\\.so)");

    private NativeLibrary() {}

    /** On Linux a loaded library needs no file any more. Elsewhere the driver deletes it at the end of the process. */
    static void deleteUnpackedFile() {
        if (Files.notExists(MAPPED_FILES)) {
            return;
        }
        try (var lines = Files.lines(MAPPED_FILES)) {
            lines.map(UNPACKED::matcher).filter(line -> line.matches()).map(line -> Path.of(line.group(1))).distinct()
                    .forEach(NativeLibrary::delete);
        } catch (IOException | UncheckedIOException e) {
            // It is deleted at the end of the process.
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
