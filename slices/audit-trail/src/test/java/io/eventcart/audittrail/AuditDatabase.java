package io.eventcart.audittrail;

import io.eventcart.platform.sliceapi.DataFolder;
import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.PersonalData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** This slice's tables in memory, and a folder. */
final class AuditDatabase implements AutoCloseable {
    static final PersonalData NOTHING_PERSONAL = new PersonalData() {
        @Override
        public <T> EncryptedField<T> encrypt(UUID owner, T value, EncryptedField.Place place) {
            throw new IllegalStateException("nothing is sealed here");
        }

        @Override
        public JsonNode readable(JsonNode data, String type, String id) {
            return data;
        }

        @Override
        public JsonNode readable(DomainEvent event) {
            throw new IllegalStateException("no event is shown here");
        }

        @Override
        public Optional<Instant> keyMadeAt(UUID shopper) {
            return Optional.empty();
        }

        @Override
        public void erase(UUID shopper) {
            throw new IllegalStateException("nothing is erased here");
        }
    };

    final JsonMapper json = JsonMapper.builder().build();
    final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true)
            .addScript("db/migration/audit-trail/V20261124.0600__audit_entry.sql")
            .addScript("db/migration/audit-trail/V20261125.0601__audit_entry_by_position.sql")
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
