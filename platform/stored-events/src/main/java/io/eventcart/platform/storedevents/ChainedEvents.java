package io.eventcart.platform.storedevents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Adds a hash to every event, over its stored form and the hash of the previous event in its stream.
 *
 * <p>The latest hash of each stream is cached, so that an append need not read first. If it is not the previous event's, as after a
 * write by another instance, the hash is read from the store.
 */
@Component
public final class ChainedEvents implements MessageDispatchInterceptor<EventMessage<?>> {
    private static final int CACHED_STREAMS = 20_000;

    private final StoredEvents stored;
    private final Serializer serializer;
    private final Cache<String, ChainEnd> latest = Caffeine.newBuilder().maximumSize(CACHED_STREAMS).build();

    ChainedEvents(StoredEvents stored, Serializer serializer) {
        this.stored = stored;
        this.serializer = serializer;
    }

    /** The end of a stream's chain. */
    private record ChainEnd(long sequenceNumber, String hash) {}

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> events) {
        Map<String, ChainEnd> added = new HashMap<>();
        cacheOnceCommitted(added);
        return (n, event) -> event instanceof DomainEventMessage<?> ofStream ? chain(ofStream, added) : event;
    }

    private void cacheOnceCommitted(Map<String, ChainEnd> added) {
        CurrentUnitOfWork.ifStarted(unitOfWork -> {
            unitOfWork.root().afterCommit(committed -> latest.putAll(added));
            unitOfWork.root().onRollback(failed -> latest.invalidateAll(added.keySet()));
        });
    }

    private <T> EventMessage<T> chain(DomainEventMessage<T> event, Map<String, ChainEnd> added) {
        // Axon Server stores milliseconds, and the hash must match the stored time.
        var at = event.getTimestamp().truncatedTo(ChronoUnit.MILLIS);
        var payload = event.serializePayload(serializer, byte[].class);
        var metaData = plain(event.getMetaData());
        var hash = new StoredEvent(0, event.getType(), event.getAggregateIdentifier(), event.getSequenceNumber(),
                event.getIdentifier(), at, payload.getType().getName(),
                Objects.requireNonNullElse(payload.getType().getRevision(), ""), payload.getData(), metaData)
                .hashAfter(hashBefore(event, added.get(event.getAggregateIdentifier())));
        added.put(event.getAggregateIdentifier(), new ChainEnd(event.getSequenceNumber(), hash));
        return new ChainedEvent<>(event, at, MetaData.from(metaData).and(MetaDataKeys.HASH, hash), payload);
    }

    private String hashBefore(DomainEventMessage<?> event, @Nullable ChainEnd inThisUnitOfWork) {
        var previous = event.getSequenceNumber() - 1;
        if (previous < 0) {
            return "";
        }
        var link = inThisUnitOfWork == null
                ? latest.getIfPresent(event.getAggregateIdentifier())
                : inThisUnitOfWork;
        return link != null && link.sequenceNumber() == previous
                ? link.hash()
                : stored.find(event.getAggregateIdentifier(), previous).map(StoredEvent::hash).orElse("");
    }

    /** Only value types that both stores return unchanged. */
    private static Map<String, Object> plain(MetaData metaData) {
        var plain = new HashMap<String, Object>();
        metaData.forEach((key, value) -> {
            if (value != null) {
                plain.put(key, value instanceof Number || value instanceof Boolean ? value : value.toString());
            }
        });
        return plain;
    }
}
