package io.eventcart.app.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DisplayName("The contract, events and messages through Axon Server")
@ExtendWith(LocalAxonServer.class)
@ActiveProfiles("axonserver")
class AxonServerAcceptanceTest extends CartAcceptance implements AuditAcceptance, ForgetAcceptance {
    @TempDir
    static Path dataDir;

    @Autowired
    private AxonServerConnectionManager connections;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("cart.data-dir", dataDir::toString);
        properties.add("axon.axonserver.servers", LocalAxonServer::address);
    }

    @Override
    public List<Path> folders() {
        return List.of(dataDir, LocalAxonServer.folder());
    }

    @Override
    public List<Stored> stored(String cart) throws Exception {
        var events = connections.getConnection().eventChannel().openAggregateStream(cart, false);
        var stored = new ArrayList<Stored>();
        while (events.hasNext()) {
            var event = events.next();
            stored.add(new Stored(event.getAggregateSequenceNumber(), event.getPayload().getType(),
                    event.getPayload().getRevision(), event.getPayload().getData().toStringUtf8(),
                    event.getMetaDataMap().toString()));
        }
        return stored;
    }
}
