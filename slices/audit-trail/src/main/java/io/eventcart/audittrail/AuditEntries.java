package io.eventcart.audittrail;

import static io.eventcart.platform.sliceapi.MetaDataKeys.ACTOR;
import static io.eventcart.platform.sliceapi.MetaDataKeys.ADDRESS;
import static io.eventcart.platform.sliceapi.MetaDataKeys.CAUSATION_ID;
import static io.eventcart.platform.sliceapi.MetaDataKeys.COMMAND;
import static io.eventcart.platform.sliceapi.MetaDataKeys.COMMAND_FIELDS;
import static io.eventcart.platform.sliceapi.MetaDataKeys.CORRELATION_ID;
import static io.eventcart.platform.sliceapi.MetaDataKeys.HASH;
import static io.eventcart.platform.sliceapi.MetaDataKeys.REQUEST_ID;
import static java.time.ZoneOffset.UTC;

import io.eventcart.platform.sliceapi.KeptIn;
import io.eventcart.platform.sliceapi.StoredAs;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.eventcart.platform.sliceapi.Tables;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Projection: who did what, when and why? One row per event; the rows of a unit of work are written in one batch.
 *
 * <p>Nobody needs the audit trail at once. So it pauses after a small batch: the next batch is larger, and writers have the
 * database to themselves. A rebuild does not pause.
 */
@Component
@ProcessingGroup("audit-trail")
@KeptIn(AuditEntries.TABLE)
final class AuditEntries {
    static final String TABLE = "audit_entry";
    private static final String BATCH = AuditEntries.class.getName() + ".batch";
    private static final String UNKNOWN_ACTOR = "system";
    private static final int SMALL_BATCH = 1_000;
    private static final long PAUSE_MILLIS = 500;

    private final JdbcTemplate jdbc;
    private final Tables tables;
    private final StoredEvents events;
    private final Serializer serializer;

    AuditEntries(JdbcTemplate jdbc, Tables tables, StoredEvents events, Serializer serializer) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.events = events;
        this.serializer = serializer;
    }

    /** The rows of one batch by event id. */
    private static final class Batch {
        private final Map<String, Object[]> rows = new LinkedHashMap<>();
        private long newest = Long.MAX_VALUE;
    }

    @EventHandler
    void on(Object event, DomainEventMessage<?> message, TrackingToken token) {
        var type = event.getClass().getAnnotation(StoredAs.class);
        var revision = event.getClass().getAnnotation(Revision.class);
        var metaData = message.getMetaData();
        if (type != null && revision != null) {
            var batch = batch(CurrentUnitOfWork.get());
            // An upcaster may split one stored event into two.
            batch.rows.computeIfAbsent(message.getIdentifier(), id -> new Object[]{position(message, token, batch),
                    message.getTimestamp().atOffset(UTC),
                    Objects.requireNonNullElse(text(metaData, ACTOR), UNKNOWN_ACTOR), text(metaData, COMMAND),
                    commandFields(message), message.getAggregateIdentifier(), message.getSequenceNumber() + 1,
                    type.value(), revision.value(), id, text(metaData, CORRELATION_ID), text(metaData, CAUSATION_ID),
                    text(metaData, REQUEST_ID), text(metaData, ADDRESS), text(metaData, HASH)});
        }
    }

    /**
     * The position as {@link StoredEvent} counts. A token equals the event's position only if it has advanced since the previous
     * event: an event that was committed late does not advance it. In that case, and for the first event of a batch, the position
     * is read from the store.
     */
    private long position(DomainEventMessage<?> message, TrackingToken token, Batch batch) {
        var ofAxonServer = WrappedToken.unwrap(token, GlobalSequenceTrackingToken.class);
        if (ofAxonServer.isPresent()) {
            return ofAxonServer.get().getGlobalIndex() + 1; // It begins with 0.
        }
        var reached = token.position().orElse(0);
        var isNewest = reached > batch.newest;
        batch.newest = reached;
        return isNewest
                ? reached
                : events.find(message.getAggregateIdentifier(), message.getSequenceNumber())
                        .map(StoredEvent::position).orElse(reached);
    }

    /** The event's data; for old events the command fields from their metadata. */
    private String commandFields(DomainEventMessage<?> message) {
        var fields = text(message.getMetaData(), COMMAND_FIELDS);
        return fields == null
                ? message.serializePayload(serializer, String.class).getData()
                : fields;
    }

    private static @Nullable String text(MetaData metaData, String key) {
        var value = metaData.get(key);
        return value == null ? null : value.toString();
    }

    private Batch batch(UnitOfWork<?> unitOfWork) {
        var root = unitOfWork.root();
        return root.getOrComputeResource(BATCH, key -> {
            var batch = new Batch();
            var table = tables.name(TABLE);
            root.onPrepareCommit(ignored -> write(batch.rows.values(), table));
            if (!tables.isRebuilding(TABLE)) {
                root.onCleanup(ignored -> pauseAfter(batch.rows.size()));
            }
            return batch;
        });
    }

    private static void pauseAfter(int rows) {
        if (rows < SMALL_BATCH) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write(Collection<Object[]> rows, String table) {
        jdbc.batchUpdate(
                """
                        INSERT INTO %s (id, happened_at, actor, command, command_fields, stream, version, type, revision,
                          event_id, correlation_id, causation_id, request_id, address, hash)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """
                        .formatted(table),
                List.copyOf(rows));
    }
}
