package io.eventcart.audittrail;

import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An event store in memory that a test can manipulate. */
final class StoredInMemory implements StoredEvents {
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");

    final TreeMap<Long, StoredEvent> byPosition = new TreeMap<>();
    private final Map<String, String> hashes = new HashMap<>();
    private final Map<String, Long> lengths = new HashMap<>();

    /** Appends like the app. */
    StoredInMemory append(String cart) {
        return append(cart, head() + 1);
    }

    StoredInMemory append(String cart, long position) {
        var event = event(cart, position, Map.of(MetaDataKeys.ACTOR, "operator"));
        var hash = event.hashAfter(hashes.getOrDefault(cart, ""));
        hashes.put(cart, hash);
        byPosition.put(position, with(event, Map.of(MetaDataKeys.ACTOR, "operator", MetaDataKeys.HASH, hash)));
        return this;
    }

    /** Appends without a hash, like an old version of the app or somebody who bypasses it. */
    StoredInMemory appendWithoutHash(String cart) {
        byPosition.put(head() + 1, event(cart, head() + 1, Map.of()));
        return this;
    }

    private StoredEvent event(String cart, long position, Map<String, ?> metaData) {
        var sequenceNumber = lengths.merge(cart, 1L, Long::sum) - 1;
        return new StoredEvent(position, "cart", cart, sequenceNumber, "event-" + position, NOON, "cart.item-added",
                "1", "{}".getBytes(StandardCharsets.UTF_8), metaData);
    }

    static StoredEvent with(StoredEvent event, Map<String, ?> metaData) {
        return new StoredEvent(event.position(), event.aggregateType(), event.aggregateId(), event.sequenceNumber(),
                event.eventId(), event.at(), event.type(), event.revision(), event.payload(), metaData);
    }

    @Override
    public long head() {
        return byPosition.isEmpty() ? 0 : byPosition.lastKey();
    }

    @Override
    public long positionOf(long n) {
        return n == 0 ? 0 : byPosition.keySet().stream().skip(n - 1).findFirst().orElse(head());
    }

    @Override
    public Stream<StoredEvent> between(long after, long upTo) {
        return byPosition.subMap(after, false, upTo, true).values().stream();
    }

    @Override
    public Optional<StoredEvent> find(String aggregateId, long sequenceNumber) {
        return byPosition.values().stream().filter(
                event -> event.aggregateId().equals(aggregateId) && event.sequenceNumber() == sequenceNumber)
                .findFirst();
    }
}
