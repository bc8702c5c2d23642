package io.eventcart.insights.copy;

import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.StoredEvent;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Appends events to a copy, in transactions of many events: each commit costs. A transaction includes the position up to which the
 * copy then goes. Close it; what is not committed is rolled back.
 */
final class CopyWriter implements AutoCloseable {
    private static final String MAIN = "main";
    private static final String INTERNAL = "internal";
    private static final long MICROS_IN_A_SECOND = 1_000_000;
    private static final int NANOS_IN_A_MICRO = 1_000;
    private static final int IN_ONE_TRANSACTION = 100_000;

    private final DuckDBConnection connection;
    private final ShoppersOfCarts shoppers;
    private final Map<String, DuckDBAppender> appenders = new HashMap<>();
    private CopyState committed;
    private long events;
    private @Nullable StoredEvent last;

    CopyWriter(CopyFile file) throws SQLException {
        this.connection = file.writer();
        this.shoppers = file.shoppers();
        this.committed = file.state();
        connection.setAutoCommit(false);
    }

    void append(List<CopiedEvent> copied) throws SQLException {
        shoppers.learn(connection, appender(INTERNAL, "shopper_of_cart"), copied);
        for (var event : copied) {
            appendEvent(event.event(), event.data());
            if (event.fields() != null) {
                appendFields(event, event.fields());
            }
        }
        events += copied.size();
        if (!copied.isEmpty()) {
            last = copied.getLast().event();
        }
    }

    private void appendEvent(StoredEvent event, String data) throws SQLException {
        appender(MAIN, "events").beginRow().append(event.position()).append(event.aggregateId())
                .append(event.sequenceNumber() + 1)
                .append(event.type()).append(event.revision()).appendEpochMicros(micros(event.at()))
                .append(text(event, MetaDataKeys.ACTOR)).append(text(event, MetaDataKeys.COMMAND))
                .append(text(event, MetaDataKeys.CORRELATION_ID)).append(text(event, MetaDataKeys.CAUSATION_ID))
                .append(text(event, MetaDataKeys.APP_VERSION)).append(data).endRow();
    }

    private void appendFields(CopiedEvent copied, @Nullable Object[] fields) throws SQLException {
        var event = copied.event();
        var row = appender(MAIN, EventTables.nameFor(event.type())).beginRow().append(event.position())
                .appendEpochMicros(micros(event.at()))
                .append(copied.cartId()).append(event.sequenceNumber() + 1).append(shoppers.of(copied));
        for (var field : fields) {
            append(row, field);
        }
        row.endRow();
    }

    private DuckDBAppender appender(String schema, String table) throws SQLException {
        var appender = appenders.get(table);
        if (appender == null) {
            appender = connection.createAppender(schema, table);
            appenders.put(table, appender);
        }
        return appender;
    }

    private static void append(DuckDBAppender row, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> row.appendNull();
            case String text -> row.append(text);
            case Integer number -> row.append(number);
            case Long number -> row.append(number);
            case BigDecimal number -> row.append(number);
            case Boolean flag -> row.append(flag);
            case Double number -> row.append(number);
            case UUID id -> row.append(id);
            case LocalDateTime time -> row.append(time);
            case LocalDate date -> row.append(date);
            case Collection<?> list -> row.append(list);
            default -> throw new IllegalArgumentException("no column takes a " + value.getClass());
        }
    }

    private static @Nullable String text(StoredEvent event, String key) {
        return event.metaData().get(key) instanceof String text ? text : null;
    }

    /** DuckDB's times are exact to a microsecond. */
    private static long micros(Instant at) {
        return at.getEpochSecond() * MICROS_IN_A_SECOND + at.getNano() / NANOS_IN_A_MICRO;
    }

    boolean isFull() {
        return events >= IN_ONE_TRANSACTION;
    }

    /** @param position up to which all events are in the copy then */
    CopyState commit(long position) throws SQLException {
        closeAppenders();
        var next = new CopyState(position, committed.events() + events,
                last == null ? committed.lastPosition() : last.position(),
                last == null ? committed.lastEvent() : CopyState.identityOf(last));
        try (var update = connection.prepareStatement(
                "UPDATE internal.state SET position = ?, events = ?, last_position = ?, last_event = ?")) {
            update.setLong(1, next.position());
            update.setLong(2, next.events());
            update.setLong(3, next.lastPosition());
            update.setString(4, next.lastEvent());
            update.executeUpdate();
        }
        connection.commit();
        committed = next;
        events = 0;
        return next;
    }

    private void closeAppenders() throws SQLException {
        for (var appender : appenders.values()) {
            appender.close();
        }
        appenders.clear();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
