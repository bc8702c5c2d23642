package io.eventcart.app.eventmodel;

import io.eventcart.platform.sliceapi.DataFolder;
import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.eventcart.platform.storedevents.StoredTypes;
import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What slices ask of the app, at its simplest: nothing is encrypted, nothing is on disk. */
final class Surroundings {
    private Surroundings() {}

    /** The ciphertext is the JSON itself in Base64; what is not JSON counts as erased. */
    record PlainSeals(JsonMapper json) implements PersonalData {
        private static final String NONCE = "AAAAAAAAAAAAAAAA";

        @Override
        public <T> EncryptedField<T> encrypt(UUID owner, T value, EncryptedField.Place place) {
            return new EncryptedField<>(owner, NONCE, Base64.getEncoder()
                    .encodeToString(json.writeValueAsString(value).getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public JsonNode readable(JsonNode data, String type, String id) {
            var opened = (ObjectNode) data.deepCopy();
            data.properties().stream().filter(property -> property.getValue().has("sealedFor"))
                    .forEach(property -> opened.set(property.getKey(), open(property.getValue())));
            return opened;
        }

        private JsonNode open(JsonNode sealed) {
            try {
                return json.readTree(Base64.getDecoder().decode(sealed.path("ciphertext").stringValue("")));
            } catch (JacksonException e) {
                return json.createObjectNode().put("erased", true);
            }
        }

        @Override
        public JsonNode readable(DomainEvent event) {
            return readable(json.valueToTree(event), StoredTypes.nameOf(event.getClass()),
                    event.stream());
        }

        @Override
        public Optional<Instant> keyMadeAt(UUID shopper) {
            return Optional.empty();
        }

        @Override
        public void erase(UUID shopper) {}
    }

    /** A folder that is there while a slice is under test, and only if it needs one. */
    static final class TemporaryFolder implements DataFolder, AutoCloseable {
        private @Nullable Path folder;

        @Override
        public synchronized Path resolve(String name) {
            if (folder == null) {
                try {
                    folder = Files.createTempDirectory("slice");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return folder.resolve(name);
        }

        @Override
        public byte[] secret(String name, Supplier<byte[]> fresh) {
            return fresh.get();
        }

        @Override
        public synchronized void close() throws IOException {
            if (folder != null) {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }

    /** The events that are given, at positions from 1. */
    record GivenEvents(EventStore events, Serializer serializer) implements StoredEvents {
        @Override
        public long head() {
            return all().size();
        }

        private List<StoredEvent> all() {
            var all = new ArrayList<StoredEvent>();
            try (var stream = events.openStream(null)) {
                while (stream.hasNextAvailable()) {
                    if (stream.nextAvailable() instanceof DomainEventMessage<?> event) {
                        var stored = serializer.serialize(event.getPayload(), byte[].class);
                        all.add(new StoredEvent(all.size() + 1, event.getType(), event.getAggregateIdentifier(),
                                event.getSequenceNumber(), event.getIdentifier(), event.getTimestamp(),
                                stored.getType().getName(), String.valueOf(stored.getType().getRevision()),
                                stored.getData(), event.getMetaData()));
                    }
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return all;
        }

        @Override
        public Stream<StoredEvent> between(long after, long upTo) {
            return all().stream().filter(event -> event.position() > after && event.position() <= upTo);
        }

        @Override
        public long positionOf(long count) {
            return count;
        }

        @Override
        public Optional<StoredEvent> find(String aggregateId, long sequenceNumber) {
            return all().stream().filter(event -> event.aggregateId().equals(aggregateId)
                    && event.sequenceNumber() == sequenceNumber).findFirst();
        }
    }
}
