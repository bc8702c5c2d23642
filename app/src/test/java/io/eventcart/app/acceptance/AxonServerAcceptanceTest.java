package io.eventcart.app.acceptance;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.testkit.LocalAxonServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DisplayName("The contract, events and messages through Axon Server")
@ExtendWith(LocalAxonServer.class)
@ActiveProfiles("axonserver")
@Order(3)
class AxonServerAcceptanceTest extends CartAcceptance
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

    @Override
    public void append(List<StoredEvent> events) throws Exception {
        connections.getConnection().eventChannel()
                .appendEvents(events.stream().map(AxonServerAcceptanceTest::raw).toArray(Event[]::new))
                .get(20, TimeUnit.SECONDS);
    }

    private static Event raw(StoredEvent event) {
        var raw = Event.newBuilder().setMessageIdentifier(event.eventId())
                .setAggregateIdentifier(event.aggregateId()).setAggregateType(event.aggregateType())
                .setAggregateSequenceNumber(event.sequenceNumber()).setTimestamp(event.at().toEpochMilli())
                .setPayload(SerializedObject.newBuilder().setType(event.type()).setRevision(event.revision())
                        .setData(ByteString.copyFrom(event.payload())));
        event.metaData().forEach((key, value) -> raw.putMetaData(key,
                MetaDataValue.newBuilder().setTextValue(String.valueOf(value)).build()));
        return raw.build();
    }
}
