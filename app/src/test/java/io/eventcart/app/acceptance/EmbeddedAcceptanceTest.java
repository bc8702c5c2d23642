package io.eventcart.app.acceptance;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
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

    @Override
    public List<Path> folders() {
        return List.of(dataDir);
    }

    @Override
    public List<Stored> stored(String cart) {
        return storedInDatabase(cart);
    }
}
