package io.eventcart.platform.migration;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.eventcart.platform.eventstore.AxonServerStoredEvents;
import io.eventcart.platform.sliceapi.StoreUnavailable;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.jspecify.annotations.Nullable;

/**
 * The events of an Axon Server in serialized form. Axon Server assigns the positions itself, without gaps; here they count from 1.
 */
final class AxonServerArchive implements EventTarget {
    private static final long LONGEST_WAIT_SECONDS = 30;

    private final String where;
    private final AxonServerConnectionManager connections;
    private final String context;
    private final StoredEvents events;
    private final long head;

    AxonServerArchive(AxonServerConfiguration configuration) {
        this.where = StoreName.AXONSERVER + " (" + configuration.getServers() + ")";
        this.context = configuration.getContext();
        this.connections = AxonServerConnectionManager.builder().axonServerConfiguration(configuration).build();
        connections.start();
        this.events = new AxonServerStoredEvents(connections, configuration);
        try {
            this.head = events.head();
        } catch (StoreUnavailable e) {
            connections.shutdown();
            throw MigrationFault.failed("Axon Server at " + configuration.getServers() + " does not answer.",
                    "Start it (bin/axon-server start), or name another one with --axon.axonserver.servers=HOST:PORT.");
        }
    }

    @Override
    public String kind() {
        return StoreName.AXONSERVER.toString();
    }

    @Override
    public String where() {
        return where;
    }

    @Override
    public long count() {
        return head;
    }

    @Override
    public Stream<StoredEvent> events() {
        return events.between(0, head);
    }

    @Override
    public long later() {
        return events.head() - head;
    }

    @Override
    public Optional<StoredEvent> last() {
        if (head == 0) {
            return Optional.empty();
        }
        try (var last = events.between(head - 1, head)) {
            return last.findFirst();
        }
    }

    private EventChannel channel() {
        return connections.getConnection(context).eventChannel();
    }

    @Override
    public void append(List<StoredEvent> batch) {
        var transaction = channel().startAppendEventsTransaction();
        try {
            batch.forEach(event -> transaction.appendEvent(event(event)));
            transaction.commit().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw MigrationFault.failed(where + " does not take the events from " + name(batch.getFirst()) + " on: "
                    + (e.getCause() == null ? "no answer" : e.getCause().getMessage()) + ".",
                    "Fix that and run the same command again: it goes on where it was.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MigrationFault.failed("Stopped.", "Run the same command again: it goes on where it was.");
        }
    }

    private static Event event(StoredEvent event) {
        var metaData = Event.newBuilder();
        event.metaData().forEach((key, value) -> metaData.putMetaData(key, value(event, key, value)));
        return metaData.setMessageIdentifier(event.eventId())
                .setAggregateType(event.aggregateType())
                .setAggregateIdentifier(event.aggregateId())
                .setAggregateSequenceNumber(event.sequenceNumber())
                .setTimestamp(event.at().toEpochMilli())
                .setPayload(SerializedObject.newBuilder().setType(event.type()).setRevision(event.revision())
                        .setData(ByteString.copyFrom(event.payload())))
                .build();
    }

    private static MetaDataValue value(StoredEvent event, String key, @Nullable Object value) {
        var kept = MetaDataValue.newBuilder();
        return switch (value) {
            case null -> kept.build();
            case String text -> kept.setTextValue(text).build();
            case Boolean truth -> kept.setBooleanValue(truth).build();
            case Double number -> kept.setDoubleValue(number).build();
            case Float number -> kept.setDoubleValue(number).build();
            case Number number -> kept.setNumberValue(number.longValue()).build();
            default -> throw MigrationFault.failed("The metadata " + key + " of " + name(event)
                    + " is neither a text, a number nor a truth value: Axon Server can't keep it.",
                    "Fix it with --transform.");
        };
    }

    private static String name(StoredEvent event) {
        return event.type() + " " + event.eventId() + " at position " + event.position();
    }

    @Override
    public void close() {
        connections.shutdown();
    }
}
