package io.eventcart.audittrail;

import static java.time.ZoneOffset.UTC;

import io.eventcart.audittrail.AuditEntry.Outcome;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the trail, what was accepted and what was refused, oldest first. */
@Component
final class AuditTrail {
    private static final int ROWS_AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditTrail(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Found(Cursor cursor, AuditEntry entry) {}

    Page<AuditEntry> page(AuditFilter filter, int limit) {
        var found = Page.of(find(filter, filter.after() == null ? Cursor.START : filter.after(), limit + 1), limit,
                last -> last.cursor().toString());
        return new Page<>(found.items().stream().map(Found::entry).toList(), found.next());
    }

    /** All of them, or the filter's limit; a page at a time, so that none but a page is ever held. */
    void forEach(AuditFilter filter, Consumer<AuditEntry> reader) {
        var left = filter.limit() == null ? Long.MAX_VALUE : filter.limit();
        var after = filter.after() == null ? Cursor.START : filter.after();
        while (left > 0) {
            var found = find(filter, after, (int) Math.min(left, ROWS_AT_ONCE));
            found.forEach(one -> reader.accept(one.entry()));
            if (found.size() < Math.min(left, ROWS_AT_ONCE)) {
                return;
            }
            left -= found.size();
            after = found.getLast().cursor();
        }
    }

    private List<Found> find(AuditFilter filter, Cursor after, int limit) {
        var found = new ArrayList<Found>();
        if (!filter.wantsOnly(Outcome.REJECTED)) {
            found.addAll(select("audit_entry", Outcome.ACCEPTED, filter, after, limit));
        }
        if (!filter.wantsOnly(Outcome.ACCEPTED) && filter.type() == null) {
            found.addAll(select("rejected_command", Outcome.REJECTED, filter, after, limit));
        }
        found.sort(Comparator.comparing(Found::cursor));
        return found.size() <= limit ? found : found.subList(0, limit);
    }

    private List<Found> select(String table, Outcome outcome, AuditFilter filter, Cursor after, int limit) {
        var sql = new StringBuilder("SELECT * FROM ").append(table)
                .append(" WHERE happened_at >= :at AND (happened_at > :at OR id > :id)");
        Map<String, Object> values = new HashMap<>(Map.of("at", after.at().atOffset(UTC), "id", after.idFor(outcome),
                "limit", limit));
        narrow(sql, values, " AND actor = :actor", "actor", filter.actor() == null ? null : filter.actor().name());
        narrow(sql, values, " AND type = :type", "type", filter.type() == null ? null : filter.type().name());
        narrow(sql, values, outcome == Outcome.ACCEPTED ? " AND stream = :cart" : " AND cart_id = :cart", "cart",
                filter.cartId() == null ? null : filter.cartId().toString());
        narrow(sql, values, " AND happened_at >= :from", "from",
                filter.from() == null ? null : filter.from().at().atOffset(UTC));
        narrow(sql, values, " AND happened_at < :to", "to",
                filter.to() == null ? null : filter.to().at().atOffset(UTC));
        return jdbc.sql(sql.append(" ORDER BY happened_at, id LIMIT :limit").toString()).params(values)
                .query((row, n) -> found(row, outcome)).list();
    }

    private static void narrow(StringBuilder sql, Map<String, Object> values, String condition, String name,
            @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.put(name, value);
        }
    }

    private Found found(ResultSet row, Outcome outcome) throws SQLException {
        var at = row.getObject("happened_at", OffsetDateTime.class).toInstant();
        var isEvent = outcome == Outcome.ACCEPTED;
        return new Found(new Cursor(at, outcome, row.getLong("id")),
                new AuditEntry(at, outcome, Objects.requireNonNull(row.getString("actor")), row.getString("command"),
                        fields(row.getString("command_fields")),
                        cart(row.getString(isEvent ? "stream" : "cart_id")), isEvent ? row.getLong("version") : null,
                        isEvent ? row.getString("type") : null, isEvent ? row.getString("revision") : null,
                        isEvent ? row.getString("event_id") : null, row.getString("correlation_id"),
                        row.getString("causation_id"), row.getString("request_id"), row.getString("address"),
                        isEvent ? row.getString("hash") : null, isEvent ? null : row.getString("problem"),
                        isEvent ? null : row.getString("message")));
    }

    /** Not every stream is a cart's. */
    private static @Nullable CartId cart(@Nullable String stream) {
        try {
            return stream == null ? null : CartId.of(stream);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What somebody has written there past this app need not be JSON. */
    private @Nullable JsonNode fields(@Nullable String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JacksonException e) {
            return json.getNodeFactory().stringNode(text);
        }
    }
}
