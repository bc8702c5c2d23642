package io.eventcart.audittrail;

import io.eventcart.audittrail.Verdict.Broken;
import io.eventcart.audittrail.Verdict.Fault;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.eventcart.platform.sliceapi.Tables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares the stored events with the audit trail. The trail proves nothing by itself, since it is in the same database, but it can
 * name an event that a seal only shows to be missing.
 */
final class TrailCheck {
    private static final int ROWS_AT_ONCE = 500;

    private final JdbcTemplate jdbc;
    private final String table;
    private final long lastId;
    private long found;

    /** Covers the entries that the trail has at the start. */
    TrailCheck(JdbcTemplate jdbc, Tables tables) {
        this.jdbc = jdbc;
        this.table = tables.name(AuditEntries.TABLE);
        this.lastId = count("SELECT COALESCE(MAX(id), 0) FROM " + table);
    }

    private record TrailRow(long id, String stream, long version, String type, String eventId,
            @Nullable String hash) {
        boolean isOf(StoredEvent event) {
            return eventId.equals(event.eventId()) && Objects.equals(hash, event.hash());
        }
    }

    /** @return the first event that the trail recorded differently */
    Optional<Broken> check(List<StoredEvent> events) {
        var rows = rowsFor(events);
        for (var event : events) {
            var row = rows.get(event.aggregateId() + "/" + (event.sequenceNumber() + 1));
            if (row != null && row.isOf(event)) {
                found += row.id() <= lastId ? 1 : 0;
            } else if (row != null) {
                return Optional.of(ChainCheck.broken(event, Fault.CHANGED,
                        "the audit trail has recorded another event, or another hash, in its place"));
            }
        }
        return Optional.empty();
    }

    /** @return the first recorded event that is missing from the store */
    Optional<Broken> missing(StoredEvents events) {
        if (count("SELECT COUNT(*) FROM " + table + " WHERE id <= " + lastId) == found) {
            return Optional.empty();
        }
        for (var page = page(0); !page.isEmpty(); page = page(page.getLast().id())) {
            for (var row : page) {
                if (events.find(row.stream(), row.version() - 1).isEmpty()) {
                    return Optional.of(new Broken(Fault.REMOVED, row.stream(), row.version(), row.type(),
                            row.id(), null, "the audit trail has recorded it, and it is not in the store"));
                }
            }
        }
        return Optional.empty();
    }

    private Map<String, TrailRow> rowsFor(List<StoredEvent> events) {
        var keys = new ArrayList<Object>();
        for (var event : events) {
            Collections.addAll(keys, event.aggregateId(), event.sequenceNumber() + 1);
        }
        var rows = new HashMap<String, TrailRow>();
        if (!keys.isEmpty()) {
            var pairs = String.join(", ", Collections.nCopies(keys.size() / 2, "(?, ?)"));
            jdbc.query("SELECT * FROM " + table + " WHERE (stream, version) IN (" + pairs + ")", this::row,
                    keys.toArray()).forEach(row -> rows.put(row.stream() + "/" + row.version(), row));
        }
        return rows;
    }

    private List<TrailRow> page(long after) {
        return jdbc.query("SELECT * FROM " + table + " WHERE id > ? AND id <= ? ORDER BY id LIMIT " + ROWS_AT_ONCE,
                this::row, after, lastId);
    }

    private TrailRow row(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        return new TrailRow(row.getLong("id"), row.getString("stream"), row.getLong("version"),
                row.getString("type"), row.getString("event_id"), row.getString("hash"));
    }

    private long count(String sql) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class));
    }
}
