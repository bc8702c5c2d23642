package io.eventcart.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.testkit.RawStore;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DisplayName("The contract, events in the embedded store")
class EmbeddedAcceptanceTest extends CartAcceptance
        implements
            AuditAcceptance,
            FeedAcceptance,
            ForgetAcceptance,
            OldEventsAcceptance,
            HealthAcceptance,
            InsightsAcceptance,
            ProjectionsAcceptance {
    @TempDir
    static Path dataDir;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("cart.data-dir", dataDir::toString);
    }

    @Test
    @DisplayName("one transaction writes at a time")
    void hasLimitedWriters(@Autowired DataSource dataSource) {
        assertThat(dataSource.getClass().getSimpleName()).as("see docs/adr/0003").isEqualTo("LimitedWriters");
    }

    @Override
    public List<Path> folders() {
        return List.of(dataDir);
    }

    @Override
    public List<Stored> stored(String cart) {
        return storedInDatabase(cart);
    }

    @Override
    public void append(List<StoredEvent> events) {
        events.forEach(event -> RawStore.append(jdbc(), event));
    }
}
