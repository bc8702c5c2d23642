package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The events of the database, row by row. */
@Component
@Profile("!axonserver")
public final class JdbcStoredEvents implements StoredEvents {
    private static final int PAGE_SIZE = 500;
    private static final TypeReference<Map<String, Object>> META_DATA = new TypeReference<>() {
    };

    private final JdbcClient jdbc;
    private final JsonMapper json;

    public JdbcStoredEvents(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public long head() {
        return jdbc.sql("SELECT COALESCE(MAX(global_index), 0) FROM domain_event").query(Long.class).single();
    }

    @Override
    public long positionOf(long n) {
        return n == 0
                ? 0
                : jdbc.sql(
                        "SELECT global_index FROM domain_event ORDER BY global_index OFFSET ? ROWS FETCH NEXT 1 ROW ONLY")
                        .param(n - 1).query(Long.class).optional().orElse(head());
    }

    @Override
    public Stream<StoredEvent> between(long after, long upTo) {
        return inPages("*", after, upTo, this::event, StoredEvent::position);
    }

    /** Reads only the hash of an event, since the sealer reads every event while shoppers write. */
    @Override
    public Stream<Leaf> leaves(long after, long upTo) {
        return inPages("global_index, meta_data", after, upTo, this::leaf, Leaf::position);
    }

    /** One row of a result. */
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Stream<T> inPages(String columns, long after, long upTo, RowReader<T> row, ToLongFunction<T> position) {
        var sql = """
                SELECT %s FROM domain_event WHERE global_index > ? AND global_index <= ?
                ORDER BY global_index LIMIT ?
                """.formatted(columns);
        LongFunction<List<T>> page = from -> jdbc.sql(sql).params(from, upTo, PAGE_SIZE)
                .query((found, n) -> row.read(found)).list();
        return Stream.iterate(page.apply(after), found -> !found.isEmpty(),
                found -> page.apply(position.applyAsLong(found.getLast()))).flatMap(List::stream);
    }

    private Leaf leaf(ResultSet row) throws SQLException {
        var position = row.getLong("global_index");
        var hash = hash(row.getBytes("meta_data"));
        return new Leaf(position, hash == null
                ? jdbc.sql("SELECT * FROM domain_event WHERE global_index = ?").param(position)
                        .query((whole, n) -> event(whole)).single().leaf()
                : hash);
    }

    private @Nullable String hash(byte[] metaData) {
        try (var fields = json.createParser(metaData)) {
            while (fields.nextToken() != null) {
                if (MetaDataKeys.HASH.equals(fields.currentName()) && fields.nextToken() == JsonToken.VALUE_STRING
                        && fields.streamReadContext().getParent().inRoot()) {
                    return fields.getString();
                }
            }
            return null;
        } catch (JacksonException e) {
            return null;
        }
    }

    @Override
    public Optional<StoredEvent> find(String aggregateId, long sequenceNumber) {
        return jdbc.sql("SELECT * FROM domain_event WHERE aggregate_identifier = ? AND sequence_number = ?")
                .params(aggregateId, sequenceNumber).query((row, n) -> event(row)).optional();
    }

    private StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(row.getLong("global_index"), row.getString("type"),
                row.getString("aggregate_identifier"), row.getLong("sequence_number"),
                row.getString("event_identifier"), at(row.getString("time_stamp")),
                row.getString("payload_type"), Objects.requireNonNullElse(row.getString("payload_revision"), ""),
                row.getBytes("payload"), metaData(row.getBytes("meta_data")));
    }

    /** A text that is no time was not written by this app. It is read as {@link Instant#MIN}, which fails the hash check. */
    private static Instant at(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.MIN;
        }
    }

    /** Bytes that are no JSON are read as empty metadata, which fails the hash check too. */
    private Map<String, Object> metaData(byte[] bytes) {
        try {
            return json.readValue(bytes, META_DATA);
        } catch (JacksonException e) {
            return Map.of();
        }
    }
}
