package io.eventcart.app.eventmodel;

import io.eventcart.platform.sliceapi.DataFolder;
import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.eventcart.platform.storedevents.StoredTypes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
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

    /** Files that are not there. */
    record EmptyFolder() implements DataFolder {
        @Override
        public Path resolve(String name) {
            return Path.of("target", "no-such-folder", name);
        }

        @Override
        public byte[] secret(String name, Supplier<byte[]> fresh) {
            return fresh.get();
        }
    }

    /** A store into which nothing was written. */
    record NothingStored() implements StoredEvents {
        @Override
        public long head() {
            return 0;
        }

        @Override
        public long positionOf(long n) {
            return 0;
        }

        @Override
        public Stream<StoredEvent> between(long after, long upTo) {
            return Stream.empty();
        }

        @Override
        public Optional<StoredEvent> find(String aggregateId, long sequenceNumber) {
            return Optional.empty();
        }
    }

    /** Where the events stand that have been given, but not how: for who asks which streams there are. */
    record GivenStreams(EventStore events) implements StoredEvents {
        @Override
        public long head() {
            return Long.MAX_VALUE;
        }

        @Override
        public Stream<StoredEvent> between(long after, long upTo) {
            var all = new ArrayList<StoredEvent>();
            try (var stream = events.openStream(null)) {
                while (stream.hasNextAvailable()) {
                    if (stream.nextAvailable() instanceof DomainEventMessage<?> event) {
                        all.add(new StoredEvent(0, event.getType(), event.getAggregateIdentifier(),
                                event.getSequenceNumber(), event.getIdentifier(), event.getTimestamp(), "", "",
                                new byte[0], Map.of()));
                    }
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return all.stream();
        }

        @Override
        public long positionOf(long count) {
            return count;
        }

        @Override
        public Optional<StoredEvent> find(String aggregateId, long sequenceNumber) {
            return Optional.empty();
        }
    }
}
