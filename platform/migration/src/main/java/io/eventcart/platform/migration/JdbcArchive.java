package io.eventcart.platform.migration;

import io.eventcart.platform.eventstore.JdbcStoredEvents;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events of a database, H2 or PostgreSQL. An event keeps its position, so that seals stay valid, unless the target already has
 * a higher one.
 */
final class JdbcArchive implements EventTarget {
    private static final String INSERT = """
            INSERT INTO domain_event (global_index, aggregate_identifier, sequence_number, type, event_identifier, meta_data,
              payload, payload_revision, payload_type, time_stamp)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final String where;
    private final SingleConnectionDataSource database;
    private final JdbcClient jdbc;
    private final StoredEvents events;
    private final JsonMapper json = JsonMapper.builder().build();
    private final long head;
    private long end;
    private long count = -1;
    private boolean isFilled;

    JdbcArchive(String where, SingleConnectionDataSource database) {
        this.where = where;
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.events = new JdbcStoredEvents(jdbc, json);
        this.head = settledHead();
        this.end = head;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    DataSource dataSource() {
        return database;
    }

    @Override
    public String kind() {
        return where.substring(0, where.indexOf(' '));
    }

    @Override
    public String where() {
        return where;
    }

    /** Waits for running appends, which may still fill lower positions. */
    private long settledHead() {
        return inTransaction(connection -> {
            if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                try (var statement = connection.createStatement()) {
                    statement.execute("LOCK TABLE domain_event IN SHARE MODE");
                }
            }
            return events.head();
        });
    }

    @Override
    public long count() {
        if (count < 0) {
            count = countUpTo(head);
        }
        return count;
    }

    private long countUpTo(long position) {
        return jdbc.sql("SELECT COUNT(*) FROM domain_event WHERE global_index <= ?").param(position)
                .query(Long.class).single();
    }

    @Override
    public Stream<StoredEvent> events() {
        return events.between(0, head);
    }

    @Override
    public long later() {
        var newest = events.head();
        return newest == head ? 0 : countUpTo(newest) - count();
    }

    @Override
    public Optional<StoredEvent> last() {
        return events.between(head - 1, head).findFirst();
    }

    @Override
    public void append(List<StoredEvent> batch) {
        end = inTransaction(connection -> {
            var position = end;
            try (var insert = connection.prepareStatement(INSERT)) {
                for (var event : batch) {
                    position = Math.max(position + 1, event.position());
                    set(insert, position, event);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return position;
        });
    }

    private void set(PreparedStatement insert, long position, StoredEvent event) throws SQLException {
        insert.setLong(1, position);
        insert.setString(2, event.aggregateId());
        insert.setLong(3, event.sequenceNumber());
        insert.setString(4, event.aggregateType());
        insert.setString(5, event.eventId());
        insert.setBytes(6, json.writeValueAsBytes(event.metaData()));
        insert.setBytes(7, event.payload());
        insert.setString(8, event.revision().isEmpty() ? null : event.revision());
        insert.setString(9, event.type());
        insert.setString(10, text(event.at()));
    }

    /** In Axon's format, but without losing precision beyond milliseconds. */
    private static String text(Instant at) {
        return at.equals(at.truncatedTo(ChronoUnit.MILLIS)) ? DateTimeUtils.formatInstant(at) : at.toString();
    }

    /** Lets the app continue after the last position. */
    @Override
    public void finish() {
        isFilled = end > head;
        jdbc.sql("ALTER TABLE domain_event ALTER COLUMN global_index RESTART WITH " + (events.head() + 1)).update();
    }

    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Runs the work in one transaction. */
    <T> T inTransaction(Work<T> work) {
        try {
            var connection = Objects.requireNonNull(database.getConnection());
            connection.setAutoCommit(false);
            try {
                var done = work.in(connection);
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw MigrationFault.failed("The database of " + where + " fails: " + e.getMessage(),
                    "Fix that and run the same command again: it goes on where it was.");
        }
    }

    /** Compacts the embedded database: after many commits its file is much larger than its content. */
    @Override
    public void close() {
        if (isFilled && kind().equals(StoreName.EMBEDDED.toString())) {
            jdbc.sql("SHUTDOWN COMPACT").update();
        }
        database.destroy();
    }
}
