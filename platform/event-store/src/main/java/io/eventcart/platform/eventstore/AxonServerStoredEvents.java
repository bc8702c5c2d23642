package io.eventcart.platform.eventstore;

import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.eventcart.platform.sliceapi.StoreUnavailable;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The events of Axon Server in serialized form. Its tokens count from 0, positions from 1. */
@Component
@Profile("axonserver")
public final class AxonServerStoredEvents implements StoredEvents {
    private static final int EVENTS_UNDER_WAY = 1_000;
    private static final int EVENTS_BEFORE_MORE = 500;
    private static final long LONGEST_WAIT_SECONDS = 20;

    private final Supplier<EventChannel> channel;

    @Autowired
    public AxonServerStoredEvents(AxonServerConnectionManager connections, AxonServerConfiguration configuration) {
        this(() -> connections.getConnection(configuration.getContext()).eventChannel());
    }

    AxonServerStoredEvents(Supplier<EventChannel> channel) {
        this.channel = channel;
    }

    private EventChannel events() {
        return channel.get();
    }

    @Override
    public long head() {
        try {
            return events().getLastToken().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS) + 1;
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreUnavailable("Axon Server does not answer the request for its last token", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Axon Server leaves no gaps. */
    @Override
    public long positionOf(long n) {
        return n;
    }

    @Override
    public Stream<StoredEvent> between(long after, long upTo) {
        if (after >= upTo) {
            return Stream.empty();
        }
        // The argument is the last token seen; Axon Server continues after it.
        var stream = events().openStream(after - 1, EVENTS_UNDER_WAY, EVENTS_BEFORE_MORE);
        // Lazy: nothing is read before the caller has the stream, and closes it.
        return LongStream.range(after, upTo).mapToObj(position -> next(stream)).onClose(stream::close);
    }

    private static StoredEvent next(EventStream stream) {
        try {
            var next = stream.nextIfAvailable(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new StoreUnavailable("Axon Server sends no more events",
                        stream.getError().orElseGet(() -> new TimeoutException("silence")));
            }
            return event(next);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static StoredEvent event(EventWithToken event) {
        return event(event.getEvent(), event.getToken() + 1);
    }

    @Override
    public Optional<StoredEvent> find(String aggregateId, long sequenceNumber) {
        // The upper bound is exclusive.
        var stream = events().openAggregateStream(aggregateId, sequenceNumber, sequenceNumber + 1);
        try {
            return stream.hasNext()
                    ? Optional.of(event(stream.next(), 0)).filter(event -> event.sequenceNumber() == sequenceNumber)
                    : Optional.empty();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            stream.cancel();
        }
    }

    private static StoredEvent event(Event event, long position) {
        return new StoredEvent(position, event.getAggregateType(), event.getAggregateIdentifier(),
                event.getAggregateSequenceNumber(), event.getMessageIdentifier(),
                Instant.ofEpochMilli(event.getTimestamp()), event.getPayload().getType(),
                event.getPayload().getRevision(), event.getPayload().getData().toByteArray(),
                metaData(event.getMetaDataMap()));
    }

    private static Map<String, @Nullable Object> metaData(Map<String, MetaDataValue> values) {
        var metaData = new HashMap<String, @Nullable Object>();
        values.forEach((key, value) -> metaData.put(key, switch (value.getDataCase()) {
            case TEXT_VALUE -> value.getTextValue();
            case NUMBER_VALUE -> value.getNumberValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case BOOLEAN_VALUE -> value.getBooleanValue();
            case BYTES_VALUE -> value.getBytesValue();
            case DATA_NOT_SET -> null;
        }));
        return metaData;
    }

    private static StoreUnavailable interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StoreUnavailable("stopped while waiting for Axon Server", e);
    }
}
