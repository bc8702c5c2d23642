package io.eventcart.audittrail;

import io.eventcart.sharedkernel.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import tools.jackson.databind.json.JsonMapper;

/** This slice's tables in memory, and a folder. */
final class AuditDatabase implements AutoCloseable {
    final JsonMapper json = JsonMapper.builder().build();
    final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true)
            .addScript("db/migration/audit-trail/V20261124.0600__audit_entry.sql")
            .addScript("db/migration/audit-trail/V20261124.0601__rejected_command.sql")
            .addScript("db/migration/audit-trail/V20261124.0602__seal.sql")
            .build();
    final JdbcTemplate jdbc = new JdbcTemplate(database);
    final DataFolder folder;
    final SealKey key;

    AuditDatabase(Path path) {
        this.folder = new Folder(path);
        this.key = new SealKey(folder);
    }

    Seals seals() {
        return new Seals(folder, key, JdbcClient.create(database), json);
    }

    private record Folder(Path path) implements DataFolder {
        @Override
        public Path resolve(String name) {
            return path.resolve(name);
        }

        @Override
        public byte[] secret(String name, Supplier<byte[]> fresh) {
            try {
                if (!Files.exists(resolve(name))) {
                    Files.write(resolve(name), fresh.get());
                }
                return Files.readAllBytes(resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        database.shutdown();
    }
}
