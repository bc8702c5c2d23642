package io.eventcart.audittrail;

import static java.time.ZoneOffset.UTC;

import io.eventcart.audittrail.AuditEntry.Outcome;
import io.eventcart.platform.sliceapi.Page;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.Tables;
import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.ShopperId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the audit trail, accepted and rejected commands, oldest first. */
@Component
final class AuditTrail {
    private static final int PAGE_SIZE = 1_000;
    /** The property that marks an {@link io.eventcart.platform.sliceapi.EncryptedField}. */
    private static final String ENCRYPTED_FIELD_OWNER = "sealedFor";

    private final JdbcClient jdbc;
    private final Tables tables;
    private final JsonMapper json;
    private final PersonalData personal;

    AuditTrail(JdbcClient jdbc, Tables tables, JsonMapper json, PersonalData personal) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.json = json;
        this.personal = personal;
    }

    private record Found(Cursor cursor, AuditEntry entry) {}

    /** @return the {@link StoredEvent#position} of the latest event in the trail; 0 if it is empty */
    long position() {
        return jdbc.sql("SELECT COALESCE(MAX(id), 0) FROM " + tables.name(AuditEntries.TABLE)).query(Long.class)
                .single();
    }

    Page<AuditEntry> page(AuditFilter filter, int limit) {
        var found = Page.of(find(filter, filter.after() == null ? Cursor.START : filter.after(), limit + 1), limit,
                last -> last.cursor().toString());
        return new Page<>(found.items().stream().map(Found::entry).toList(), found.next());
    }

    /** All entries up to the filter's limit. Memory holds one page at a time. */
    Stream<AuditEntry> all(AuditFilter filter) {
        var first = find(filter, filter.after() == null ? Cursor.START : filter.after(), PAGE_SIZE);
        var found = Stream.iterate(first, page -> !page.isEmpty(),
                page -> page.size() < PAGE_SIZE ? List.of() : find(filter, page.getLast().cursor(), PAGE_SIZE))
                .flatMap(List::stream).map(Found::entry);
        return filter.limit() == null ? found : found.limit(filter.limit());
    }

    private List<Found> find(AuditFilter filter, Cursor after, int limit) {
        var found = new ArrayList<Found>();
        if (!filter.wantsOnly(Outcome.REJECTED)) {
            found.addAll(select(tables.name(AuditEntries.TABLE), Outcome.ACCEPTED, filter, after, limit));
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
                        isEvent ? readable(row) : rejected(row.getString("command_fields")),
                        cart(row.getString(isEvent ? "stream" : "cart_id")), isEvent ? row.getLong("version") : null,
                        isEvent ? row.getString("type") : null, isEvent ? row.getString("revision") : null,
                        isEvent ? row.getString("event_id") : null, row.getString("correlation_id"),
                        row.getString("causation_id"), row.getString("request_id"), row.getString("address"),
                        isEvent ? row.getString("hash") : null, isEvent ? null : row.getString("problem"),
                        isEvent ? null : row.getString("message")));
    }

    /** Decrypts personal data, and marks it as erased once its key is destroyed. */
    private @Nullable JsonNode readable(ResultSet row) throws SQLException {
        var fields = fields(row.getString("command_fields"));
        return fields == null || !fields.isObject()
                ? fields
                : personal.readable(fields, row.getString("type"), row.getString("stream"));
    }

    /**
     * The encrypted fields of a rejected command can't be decrypted, since there is no event that they are bound to. They stay as
     * stored until their key is destroyed.
     */
    private @Nullable JsonNode rejected(@Nullable String commandFields) {
        if (!(fields(commandFields) instanceof ObjectNode rejected)) {
            return fields(commandFields);
        }
        rejected.properties().stream().filter(field -> field.getValue().has(ENCRYPTED_FIELD_OWNER))
                .filter(field -> personal
                        .keyMadeAt(ShopperId.of(field.getValue().path(ENCRYPTED_FIELD_OWNER).asString()).value())
                        .isEmpty())
                .map(Map.Entry::getKey).toList()
                .forEach(field -> rejected.putObject(field).put("erased", true));
        return rejected;
    }

    /** Null if the stream is not a cart's. */
    private static @Nullable CartId cart(@Nullable String stream) {
        try {
            return stream == null ? null : CartId.of(stream);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A value that was written past this app need not be JSON. */
    private @Nullable JsonNode fields(@Nullable String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JacksonException e) {
            return json.getNodeFactory().stringNode(text);
        }
    }
}
