package io.eventcart.platform.migration;

import io.eventcart.platform.sliceapi.MerkleTree;
import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rewrites events during a migration. Without steps they stay as stored. With steps, each stream is renumbered without gaps, the
 * hash chain is rebuilt, and a {@link HistoryRewritten} at the end records the root of the old one. The result is deterministic.
 */
final class HistoryRewrite {
    private final Map<String, EventTransform> steps;
    private final JsonMapper json = JsonMapper.builder().build();

    /** @param steps by name, in the order of the map */
    HistoryRewrite(Map<String, EventTransform> steps) {
        this.steps = steps;
    }

    boolean changes() {
        return !steps.isEmpty();
    }

    /**
     * The rewritten events. The caller closes the stream.
     *
     * @param read receives the number of source events read
     */
    Stream<StoredEvent> of(EventSource source, LongConsumer read) {
        var n = new AtomicLong();
        var events = source.events().peek(event -> read.accept(n.incrementAndGet()));
        return changes() ? new RewriteRun(source, events).events() : events;
    }

    /** One pass over the source. */
    private final class RewriteRun {
        private final EventSource source;
        private final Stream<StoredEvent> read;
        private final StreamEnds chains = new StreamEnds();
        private final MerkleTree before = new MerkleTree();
        private Instant lastAt = Instant.EPOCH;
        private long position;

        RewriteRun(EventSource source, Stream<StoredEvent> read) {
            this.source = source;
            this.read = read;
        }

        Stream<StoredEvent> events() {
            return Stream.concat(read.flatMap(event -> rewritten(event).stream()), Stream.of(0)
                    .map(end -> chained(record()))).onClose(chains::close);
        }

        private List<StoredEvent> rewritten(StoredEvent event) {
            before.add(event);
            lastAt = event.at();
            var events = List.of(event);
            for (var step : steps.entrySet()) {
                events = events.stream().flatMap(one -> apply(step.getKey(), step.getValue(), one).stream()).toList();
            }
            var made = events;
            new EncryptedFieldCheck(event).requireUnmoved(made);
            var ids = new HashSet<String>();
            return IntStream.range(0, made.size())
                    .mapToObj(n -> ids.add(made.get(n).eventId()) ? made.get(n) : withNewId(made.get(n), n))
                    .map(this::chained).toList();
        }

        private List<StoredEvent> apply(String name, EventTransform step, StoredEvent event) {
            try {
                return step.transform(event);
            } catch (RuntimeException e) {
                throw MigrationFault.failed(name + " fails at " + event.type() + " " + event.eventId() + " at position "
                        + event.position() + ": " + e + ".",
                        "Nothing from there on is copied. Fix it, and begin with an "
                                + "empty target.");
            }
        }

        private static StoredEvent withNewId(StoredEvent event, int n) {
            var id = UUID.nameUUIDFromBytes((event.eventId() + "/" + n).getBytes(StandardCharsets.UTF_8));
            return new StoredEvent(event.position(), event.aggregateType(), event.aggregateId(), event.sequenceNumber(),
                    id.toString(), event.at(), event.type(), event.revision(), event.payload(), event.metaData());
        }

        private StoredEvent chained(StoredEvent event) {
            var metaData = new LinkedHashMap<String, @Nullable Object>(event.metaData());
            metaData.remove(MetaDataKeys.HASH);
            var end = chains.endOf(event.aggregateId());
            var placed = new StoredEvent(++position, event.aggregateType(), event.aggregateId(), end.length(),
                    event.eventId(), event.at(), event.type(), event.revision(), event.payload(), metaData);
            var hash = placed.hashAfter(end.hash());
            chains.add(event.aggregateId(), new StreamEnds.End(end.length() + 1, hash));
            metaData.put(MetaDataKeys.HASH, hash);
            return placed;
        }

        private StoredEvent record() {
            var record = new HistoryRewritten(source.kind(), before.leaves(), before.root(),
                    List.copyOf(steps.keySet()));
            var id = UUID.nameUUIDFromBytes(("history-rewritten/" + record).getBytes(StandardCharsets.UTF_8));
            var metaData = new HashMap<String, Object>(Map.of(MetaDataKeys.ACTOR, "system", MetaDataKeys.COMMAND,
                    "migrate"));
            return new StoredEvent(0, HistoryRewritten.STREAM_TYPE, HistoryRewritten.STREAM, 0, id.toString(), lastAt,
                    HistoryRewritten.TYPE, HistoryRewritten.REVISION, json.writeValueAsBytes(record), metaData);
        }
    }
}
