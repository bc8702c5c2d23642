package io.eventcart.platform.projections;

import io.eventcart.platform.projections.DeadLetterView.Cause;
import io.eventcart.platform.sliceapi.Rejection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The projections' dead-letter queues: events that a projection could not handle, and later events of the same streams. */
@Component
final class DeadLetters {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ObjectProvider<EventProcessingConfiguration> processing;

    DeadLetters(JdbcClient jdbc, JsonMapper json, ObjectProvider<EventProcessingConfiguration> processing) {
        this.jdbc = jdbc;
        this.json = json;
        this.processing = processing;
    }

    /** The letter was handled or discarded, or never existed. */
    @SuppressWarnings("serial")
    static final class DeadLetterNotFound extends Rejection {
        DeadLetterNotFound(String id) {
            super("dead-letter-not-found", Nature.NOT_FOUND,
                    "There is no dead letter " + id + ". GET /api/dead-letters names them.", Map.of("id", id));
        }
    }

    /**
     * The result of a retry.
     *
     * @param mended whether the whole sequence was handled
     * @param left number of letters that the sequence still has
     * @param cause why the first of them failed again; null if none did
     */
    record Retry(boolean mended, long left, @Nullable Cause cause) {}

    /** @param projection null for all of them */
    List<DeadLetterView> list(@Nullable String projection, int limit) {
        return jdbc.sql("""
                SELECT * FROM dead_letter
                WHERE CAST(:group AS VARCHAR) IS NULL OR processing_group IN (:group, :second)
                ORDER BY enqueued_at, processing_group, sequence_identifier, sequence_index LIMIT :limit
                """)
                .param("group", projection)
                .param("second",
                        projection == null ? "" : new ProjectionCopy(projection, ProjectionCopy.SECOND).processor())
                .param("limit", limit)
                .query((row, n) -> view(row, false)).list();
    }

    DeadLetterView find(String id) {
        return jdbc.sql("SELECT * FROM dead_letter WHERE dead_letter_id = ?").param(id)
                .query((row, n) -> view(row, true)).optional().orElseThrow(() -> new DeadLetterNotFound(id));
    }

    long count(String processor) {
        return jdbc.sql("SELECT COUNT(*) FROM dead_letter WHERE processing_group = ?").param(processor)
                .query(Long.class).single();
    }

    /** @return the numbers of dead letters by processor, without processors that have none */
    Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        jdbc.sql("SELECT processing_group, COUNT(*) FROM dead_letter GROUP BY processing_group").query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    private long left(DeadLetterView letter) {
        return jdbc.sql("SELECT COUNT(*) FROM dead_letter WHERE processing_group = ? AND sequence_identifier = ?")
                .params(processor(letter), letter.sequence()).query(Long.class).single();
    }

    /** Handles the letter's sequence again, in order, up to the first letter that fails. */
    Retry retry(String id) {
        var letter = find(id);
        var processor = processing.getObject().sequencedDeadLetterProcessor(processor(letter)).orElseThrow();
        boolean mended;
        do {
            mended = processor
                    .process(first -> ((JdbcDeadLetter<?>) first).getSequenceIdentifier().equals(letter.sequence()));
            // A new event may have joined the queue meanwhile.
        } while (mended && left(letter) > 0);
        return new Retry(mended, left(letter), mended ? null : causeOfFirst(letter));
    }

    private @Nullable Cause causeOfFirst(DeadLetterView letter) {
        return jdbc.sql("""
                SELECT * FROM dead_letter WHERE processing_group = ? AND sequence_identifier = ?
                ORDER BY sequence_index LIMIT 1
                """).params(processor(letter), letter.sequence()).query((row, n) -> view(row, false)).optional()
                .map(DeadLetterView::cause).orElse(null);
    }

    /** The projection skips the event until a rebuild handles it again. */
    void discard(String id) {
        find(id);
        jdbc.sql("DELETE FROM dead_letter WHERE dead_letter_id = ?").param(id).update();
    }

    private static String processor(DeadLetterView letter) {
        return new ProjectionCopy(letter.projection(), letter.copy()).processor();
    }

    private DeadLetterView view(ResultSet row, boolean withData) throws SQLException {
        var group = Objects.requireNonNull(row.getString("processing_group"));
        var isSecond = group.endsWith("-2");
        var causeType = row.getString("cause_type");
        var sequenceNumber = row.getLong("sequence_number");
        return new DeadLetterView(row.getString("dead_letter_id"),
                isSecond ? group.substring(0, group.length() - 2) : group,
                isSecond ? ProjectionCopy.SECOND : ProjectionCopy.FIRST,
                row.getString("sequence_identifier"), row.getLong("sequence_index"), row.getString("event_identifier"),
                row.getString("payload_type"), Objects.requireNonNullElse(row.getString("payload_revision"), ""),
                sequenceNumber < 0 ? null : sequenceNumber + 1, Instant.parse(row.getString("time_stamp")),
                Instant.parse(row.getString("enqueued_at")), instant(row.getString("last_touched")),
                causeType == null ? null : new Cause(causeType, String.valueOf(row.getString("cause_message"))),
                json.readTree(row.getBytes("diagnostics")).path(DeadLetterPolicy.ATTEMPTS).asInt(0),
                withData ? data(row.getBytes("payload")) : null);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    /** The event may have failed because its payload is no JSON. */
    private JsonNode data(byte[] payload) {
        try {
            return json.readTree(payload);
        } catch (tools.jackson.core.JacksonException e) {
            return json.getNodeFactory().stringNode(new String(payload, java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
