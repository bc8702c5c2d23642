package io.eventcart.platform.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.eventcart.platform.eventstore.Instances;
import io.eventcart.platform.projections.RebuildState.SwitchedOver;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.eventcart.platform.storedevents.EventSerializer;
import io.eventcart.platform.storedevents.StoredTypes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A single instance uses the database. */
final class SwitchOverTest {
    private static final String THINGS = "things";
    private static final String TABLE = "thing";
    private static final StaticListableBeanFactory NONE = new StaticListableBeanFactory();

    private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true)
            .addScripts("db/migration/projections/V20261125.0707__projection.sql",
                    "db/migration/projections/V20261201.0100__rebuild_state.sql",
                    "db/migration/event-store/V20261124.0002__tokens.sql")
            .build();
    private final UnstableDatabase unstable = new UnstableDatabase(database);
    private final JdbcClient jdbc = JdbcClient.create(unstable);
    private final ProjectionStates states = new ProjectionStates(jdbc, JsonMapper.shared());
    private final ProjectionCopies copies = new ProjectionCopies(
            Map.of(THINGS, new Projection(THINGS, "keeper", List.of(TABLE), false)), false);
    private SwitchOver switchOver;
    private ProcessorSupervisor supervisor;

    /** Becomes unavailable during a commit. */
    private static final class UnstableDatabase extends DelegatingDataSource {
        private final LastCommit transactions = new LastCommit(this);
        private boolean isUnavailable;

        UnstableDatabase(EmbeddedDatabase database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (isUnavailable) {
                throw new SQLException("not available", "08006");
            }
            return super.getConnection();
        }
    }

    @SuppressWarnings("serial")
    private static final class LastCommit extends JdbcTransactionManager {
        private final UnstableDatabase database;
        private boolean fails;
        private boolean takesEffect;

        LastCommit(UnstableDatabase database) {
            super(database);
            this.database = database;
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            if (!fails || takesEffect) {
                super.doCommit(status);
            }
            if (fails) {
                database.isUnavailable = true;
                throw new DataAccessResourceFailureException("lost during the commit");
            }
        }
    }

    private static final class NoEvents implements StoredEvents {
        @Override
        public long head() {
            return 0;
        }

        @Override
        public long positionOf(long n) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Stream<StoredEvent> between(long after, long upTo) {
            return Stream.empty();
        }

        @Override
        public Optional<StoredEvent> find(String aggregateId, long sequenceNumber) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void switchOverOnce() {
        states.addIfAbsent(THINGS);
        assertThat(states.change(stored(), stored().with(new SwitchedOver(null), Instant.now()))).isTrue();
        switchOver = new SwitchOver(states, copies,
                new Checkpoints(jdbc, EventSerializer.of(StoredTypes.find()), new NoEvents()),
                new SegmentAssignment(NONE.getBeanProvider(Instances.class)),
                new TransactionTemplate(unstable.transactions));
        supervisor = new ProcessorSupervisor(states, copies, NONE.getBeanProvider(EventProcessingConfiguration.class));
    }

    @AfterEach
    void dropDatabase() {
        database.shutdown();
    }

    private ProjectionState stored() {
        return states.find(THINGS).orElseThrow();
    }

    @Test
    void readers_see_the_standby_copy_after_a_switch_over() {
        assertThat(switchOver.attempt(stored())).isTrue();

        assertThat(copies.name(TABLE)).isEqualTo("thing_2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void after_a_commit_of_unknown_outcome_readers_see_the_active_copy_of_the_database(boolean takesEffect) {
        var before = stored();
        unstable.transactions.fails = true;
        unstable.transactions.takesEffect = takesEffect;

        var failure = catchException(() -> switchOver.attempt(before));
        unstable.isUnavailable = false;
        supervisor.follow();

        assertThat(copies.name(TABLE)).isEqualTo(takesEffect ? "thing_2" : "thing");
        assertThat(failure).hasMessageContaining("lost during the commit");
    }
}
