package io.eventcart.app.acceptance;

import io.eventcart.sharedkernel.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DisplayName("The contract, everything in PostgreSQL")
@ActiveProfiles("postgres")
@Order(2)
class PostgresAcceptanceTest extends CartAcceptance
        implements
            AuditAcceptance,
            ForgetAcceptance,
            OldEventsAcceptance,
            HealthAcceptance,
            ProjectionsAcceptance {
    @TempDir
    static Path dataDir;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("cart.data-dir", dataDir::toString);
        LocalPostgres.addTo(properties);
    }

    @Override
    public List<Path> folders() {
        return Stream.concat(Stream.of(dataDir), LocalPostgres.folders(jdbc()).stream()).toList();
    }

    @Override
    public List<Stored> stored(String cart) {
        return storedInDatabase(cart);
    }

    @Override
    public void append(List<StoredEvent> events) {
        events.forEach(event -> RawStore.append(jdbc(), event));
    }

    @Override
    public String everyRow() {
        return jdbc().sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
                .query(String.class).list().stream().flatMap(table -> rows(table).stream())
                .collect(Collectors.joining("\n"));
    }

    private List<String> rows(String table) {
        return jdbc().sql("SELECT * FROM " + table).query((row, n) -> {
            var text = new StringBuilder();
            for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                text.append(row.getObject(column) instanceof byte[] bytes
                        ? new String(bytes, StandardCharsets.UTF_8)
                        : row.getString(column)).append('\t');
            }
            return text.toString();
        }).list();
    }
}
