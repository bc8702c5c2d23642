package io.eventcart.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DisplayName("The contract, events in the embedded store")
class EmbeddedAcceptanceTest extends CartAcceptance implements AuditAcceptance, ForgetAcceptance {
    @TempDir
    static Path dataDir;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("cart.data-dir", dataDir::toString);
    }

    @Test
    @DisplayName("one transaction writes at a time")
    void hasOneWriter(@Autowired DataSource dataSource) {
        assertThat(dataSource.getClass().getSimpleName()).as("see docs/adr/0003").isEqualTo("OneWriter");
    }

    @Override
    public List<Path> folders() {
        return List.of(dataDir);
    }

    @Override
    public List<Stored> stored(String cart) {
        return jdbc().sql("""
                SELECT sequence_number, payload_type, payload_revision, payload, meta_data FROM domain_event
                WHERE aggregate_identifier = ? ORDER BY sequence_number
                """).param(cart)
                .query((row, n) -> new Stored(row.getLong(1), Objects.requireNonNull(row.getString(2)),
                        Objects.requireNonNull(row.getString(3)), new String(row.getBytes(4), StandardCharsets.UTF_8),
                        new String(row.getBytes(5), StandardCharsets.UTF_8)))
                .list();
    }
}
