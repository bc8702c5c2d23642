package io.eventcart.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eventcart.platform.eventstore.RecordedEventStore.StoreKind;
import io.eventcart.platform.sliceapi.StartFault;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.eventcart.platform.storedevents.EventSerializer;
import io.eventcart.platform.storedevents.StoredTypes;
import io.eventcart.platform.testkit.RawStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.mock.env.MockEnvironment;

final class RecordedEventStoreTest {
    private static final String MIGRATIONS = "db/migration/event-store/";

    private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true).addScript(MIGRATIONS + "V20261124.0001__event_store.sql")
            .addScript(MIGRATIONS + "V20261124.0002__tokens.sql")
            .addScript(MIGRATIONS + "V20261128.1300__recorded_event_store.sql").build();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Serializer serializer = EventSerializer.of(StoredTypes.find());

    @AfterEach
    void dropDatabase() {
        database.shutdown();
    }

    private RecordedEventStore start(String... profiles) {
        var environment = new MockEnvironment();
        environment.setActiveProfiles(profiles);
        return new RecordedEventStore(jdbc, serializer, environment);
    }

    private @Nullable StartFault faultOfStart(String... profiles) {
        return catchThrowableOfType(StartFault.class, () -> start(profiles));
    }

    private void checkpoint(TrackingToken token) {
        var stored = serializer.serialize(token, byte[].class);
        jdbc.sql("INSERT INTO token (processor_name, segment, token, token_type) VALUES ('cart-summary', 0, ?, ?)")
                .params(stored.getData(), stored.getType().getName()).update();
    }

    private void append(String eventId) {
        RawStore.append(jdbc, event(eventId, 0));
    }

    private static StoredEvent event(String eventId, long position) {
        return new StoredEvent(position, "cart", eventId, 0, eventId, Instant.EPOCH, "cart.cart-created", "1",
                "{}".getBytes(StandardCharsets.UTF_8), Map.of());
    }

    @Test
    void a_forgotten_profile_axonserver_is_refused_with_the_remedy() {
        start("axonserver");

        assertThat(faultOfStart()).hasMessageContaining("are those of an Axon Server, and this start names none")
                .extracting(StartFault::remedy).asString().contains("--spring.profiles.active=axonserver",
                        "migrate --from axonserver");
        assertThat(faultOfStart("postgres")).isNotNull();
        assertThatCode(() -> start("axonserver")).doesNotThrowAnyException();
    }

    @Test
    void a_profile_axonserver_too_many_is_refused_with_the_remedy() {
        start();
        append("a");

        assertThat(faultOfStart("axonserver")).hasMessageContaining("The events are in this database")
                .extracting(StartFault::remedy).asString().contains("without the profile axonserver",
                        "migrate --to axonserver");
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void a_database_without_events_may_become_one_for_Axon_Server() {
        start();
        checkpoint(new GapAwareTrackingToken(0, List.of()));

        start("axonserver");

        assertThat(jdbc.sql("SELECT COUNT(*) FROM token").query(Long.class).single()).isZero();
        assertThat(faultOfStart()).isNotNull();
    }

    @Test
    void a_database_from_before_the_record_is_known_by_its_checkpoints_or_its_events() {
        append("left behind when the events moved to Axon Server");
        checkpoint(ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(7)));
        assertThat(faultOfStart()).isNotNull();

        jdbc.sql("DELETE FROM token").update();
        assertThat(faultOfStart("axonserver")).isNotNull();

        checkpoint(new GapAwareTrackingToken(7, List.of()));
        assertThat(faultOfStart("axonserver")).isNotNull();
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void a_migration_records_the_new_store() {
        start();
        append("a");

        RecordedEventStore.record(jdbc, StoreKind.AXON_SERVER);

        assertThatCode(() -> start("axonserver")).doesNotThrowAnyException();
        assertThat(faultOfStart()).isNotNull();
    }

    @Test
    void another_Axon_Server_is_refused_and_an_emptied_one() {
        start("axonserver").requireSame(new AxonServer("one", 3));
        start("axonserver").requireSame(new AxonServer("one", 5));

        assertThat(faultWith(new AxonServer("another", 5)))
                .hasMessageContaining("begins with event one1, and this one with event another1")
                .extracting(StartFault::remedy).asString().contains("--axon.axonserver.servers",
                        "without eventcart.mv.db");
        assertThat(faultWith(new AxonServer("one", 0))).hasMessageContaining("and this one has no events");
    }

    @Test
    void an_Axon_Server_that_is_behind_the_views_is_refused() {
        checkpoint(new GlobalSequenceTrackingToken(4));

        assertThat(faultWith(new AxonServer("one", 4)))
                .hasMessageContaining("has at least 5 events, and this one has 4");
        assertThatCode(() -> start("axonserver").requireSame(new AxonServer("one", 5))).doesNotThrowAnyException();
    }

    private @Nullable StartFault faultWith(AxonServer axonServer) {
        return catchThrowableOfType(StartFault.class, () -> start("axonserver").requireSame(axonServer));
    }

    private record AxonServer(String name, long head) implements StoredEvents {
        @Override
        public Stream<StoredEvent> between(long after, long upTo) {
            return LongStream.rangeClosed(after + 1, upTo).mapToObj(position -> event(name + position, position));
        }

        @Override
        public long positionOf(long n) {
            return n;
        }

        @Override
        public Optional<StoredEvent> find(String aggregateId, long sequenceNumber) {
            return Optional.empty();
        }
    }
}
