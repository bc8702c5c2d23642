package io.eventcart.audittrail;

import io.eventcart.platform.sliceapi.AccompaniesEvents;
import io.eventcart.platform.sliceapi.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The seals of this data directory: one per line in an append-only file, which is meant to be copied elsewhere, and a second copy
 * in the database.
 */
@Component
@AccompaniesEvents(tables = "seal", files = Seals.FOLDER + "/" + Seals.FILE, statesHashes = true)
final class Seals {
    static final String FOLDER = "seals";
    static final String FILE = "seals.jsonl";

    private final Path file;
    private final SealKey key;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Seals(DataFolder folder, SealKey key, JdbcClient jdbc, JsonMapper json) {
        this.file = file(folder);
        this.key = key;
        this.jdbc = jdbc;
        this.json = json;
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file.resolveSibling("seals.pub"), key.publicPem());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be made", e);
        }
    }

    static Path file(DataFolder folder) {
        return folder.resolve(FOLDER).resolve(FILE);
    }

    Path file() {
        return file;
    }

    /** @return the last seal in the database; empty if there is none */
    Optional<Seal> last() {
        return jdbc.sql("SELECT line FROM seal WHERE key_id = ? ORDER BY number DESC LIMIT 1").param(key.id())
                .query(String.class).optional().map(this::read);
    }

    /** Writes to the file first and forces it to disk. A crash in between leaves the file one line ahead of the database. */
    void append(Seal seal) {
        var line = json.writeValueAsString(seal);
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
        insert(seal);
    }

    /** Inserts into the database a seal that the file has. */
    void insert(Seal seal) {
        jdbc.sql("INSERT INTO seal (key_id, number, line) VALUES (?, ?, ?)")
                .params(key.id(), seal.seal(), json.writeValueAsString(seal)).update();
    }

    /** @return the lines of a file of seals; none if there is no file. The caller closes it */
    @SuppressWarnings("StreamResourceLeak") // Its caller closes it.
    static Stream<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.lines(file) : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    /** @throws tools.jackson.core.JacksonException if the line is no seal */
    Seal read(String line) {
        return json.readValue(line, Seal.class);
    }
}
