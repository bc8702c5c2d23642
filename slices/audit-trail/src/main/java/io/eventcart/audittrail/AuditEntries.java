package io.eventcart.audittrail;

import static io.eventcart.sharedkernel.MetaDataKeys.ACTOR;
import static io.eventcart.sharedkernel.MetaDataKeys.ADDRESS;
import static io.eventcart.sharedkernel.MetaDataKeys.CAUSATION_ID;
import static io.eventcart.sharedkernel.MetaDataKeys.COMMAND;
import static io.eventcart.sharedkernel.MetaDataKeys.COMMAND_FIELDS;
import static io.eventcart.sharedkernel.MetaDataKeys.CORRELATION_ID;
import static io.eventcart.sharedkernel.MetaDataKeys.HASH;
import static io.eventcart.sharedkernel.MetaDataKeys.REQUEST_ID;
import static java.time.ZoneOffset.UTC;

import io.eventcart.sharedkernel.KeptIn;
import io.eventcart.sharedkernel.StoredAs;
import io.eventcart.sharedkernel.StoredEvent;
import io.eventcart.sharedkernel.Tables;
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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Projection: who did what, when and why? One row an event; those of one unit of work are written in one batch.
 *
 * <p>Nobody waits for the trail as a shopper waits for a cart. So it pauses after a small batch: there is more to write at once
 * then, and the writers have the database to themselves meanwhile. It does not while it is rebuilt.
 */
@Component
@ProcessingGroup("audit-trail")
@KeptIn(AuditEntries.TABLE)
final class AuditEntries {
    static final String TABLE = "audit_entry";
    private static final String ROWS = AuditEntries.class.getName() + ".rows";
    private static final String NOBODY_KNOWS = "system";
    private static final int SMALL_BATCH = 1_000;
    private static final long PAUSE_MILLIS = 500;

    private final JdbcTemplate jdbc;
    private final Tables tables;

    AuditEntries(JdbcTemplate jdbc, Tables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
    }

    @EventHandler
    void on(Object event, DomainEventMessage<?> message, TrackingToken token) {
        var type = event.getClass().getAnnotation(StoredAs.class);
        var revision = event.getClass().getAnnotation(Revision.class);
        var metaData = message.getMetaData();
        if (type != null && revision != null) {
            var position = position(token);
            // What is read as two events is stored as one.
            rows(CurrentUnitOfWork.get()).putIfAbsent(position, new Object[]{position,
                    message.getTimestamp().atOffset(UTC),
                    Objects.requireNonNullElse(text(metaData, ACTOR), NOBODY_KNOWS), text(metaData, COMMAND),
                    text(metaData, COMMAND_FIELDS), message.getAggregateIdentifier(), message.getSequenceNumber() + 1,
                    type.value(), revision.value(), message.getIdentifier(), text(metaData, CORRELATION_ID),
                    text(metaData, CAUSATION_ID), text(metaData, REQUEST_ID), text(metaData, ADDRESS),
                    text(metaData, HASH)});
        }
    }

    /** As {@link StoredEvent} counts: the tokens of Axon Server begin with 0. */
    private static long position(TrackingToken token) {
        return WrappedToken.unwrap(token, GlobalSequenceTrackingToken.class)
                .map(ofAxonServer -> ofAxonServer.getGlobalIndex() + 1)
                .orElseGet(() -> token.position().orElse(0));
    }

    private static @Nullable String text(MetaData metaData, String key) {
        var value = metaData.get(key);
        return value == null ? null : value.toString();
    }

    private Map<Long, Object[]> rows(UnitOfWork<?> unitOfWork) {
        var batch = unitOfWork.root();
        return batch.getOrComputeResource(ROWS, key -> {
            var rows = new LinkedHashMap<Long, Object[]>();
            var table = tables.name(TABLE);
            batch.onPrepareCommit(ignored -> write(rows.values(), table));
            if (!tables.areRebuilt(TABLE)) {
                batch.onCleanup(ignored -> pauseAfter(rows.size()));
            }
            return rows;
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
