package io.eventcart.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.storedevents.EventSerializer;
import io.eventcart.platform.storedevents.StoredTypes;
import io.eventcart.platform.testkit.RawStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

final class GapKeepingEngineTest {
    private static final Instant LONG_AGO = Instant.parse("2019-10-01T00:00:00Z");

    private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true).addScript("db/migration/event-store/V20261124.0001__event_store.sql").build();
    private final EventStorageEngine engine = new JdbcStores().eventStorageEngine(
            EventSerializer.of(StoredTypes.find()), database::getConnection,
            new DataSourceTransactionManager(database), DefaultConfigurer.defaultConfiguration().buildConfiguration());

    @AfterEach
    void dropDatabase() {
        database.shutdown();
    }

    @Test
    void an_event_committed_after_a_later_one_of_long_ago_is_still_read() throws Exception {
        try (var slow = database.getConnection()) {
            slow.setAutoCommit(false);
            append(slow, "slow", Instant.now());
            try (var quick = database.getConnection()) {
                append(quick, "imported", LONG_AGO);
            }
            var seen = after(null);
            assertThat(streams(seen)).containsExactly("imported");

            slow.commit();

            assertThat(streams(after(seen.getLast().trackingToken()))).containsExactly("slow");
        }
    }

    @Test
    void nothing_is_read_twice() throws Exception {
        try (var connection = database.getConnection()) {
            append(connection, "one", LONG_AGO);
            append(connection, "other", Instant.now());
        }
        assertThat(after(after(null).getLast().trackingToken())).isEmpty();
    }

    private static void append(Connection connection, String stream, Instant at) throws SQLException {
        RawStore.append(JdbcClient.create(new SingleConnectionDataSource(connection, true)),
                new StoredEvent(0, "CartAggregate", stream, 0, UUID.randomUUID().toString(), at, "cart.cart-created",
                        "1", "{}".getBytes(StandardCharsets.UTF_8), Map.of()));
    }

    private List<? extends TrackedEventMessage<?>> after(@Nullable TrackingToken token) {
        try (var events = engine.readEvents(token, false)) {
            return events.toList();
        }
    }

    private static List<String> streams(List<? extends TrackedEventMessage<?>> events) {
        return events.stream().map(event -> ((DomainEventMessage<?>) event).getAggregateIdentifier()).toList();
    }
}
