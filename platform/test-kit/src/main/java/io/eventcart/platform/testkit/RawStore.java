package io.eventcart.platform.testkit;

import io.eventcart.platform.sliceapi.StoredEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Writes into the database's event table past the app. */
public final class RawStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RawStore() {}

    public static void append(JdbcClient jdbc, StoredEvent event) {
        jdbc.sql(
                """
                        INSERT INTO domain_event (aggregate_identifier, sequence_number, type, event_identifier, meta_data, payload,
                          payload_revision, payload_type, time_stamp)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(event.aggregateId(), event.sequenceNumber(), event.aggregateType(), event.eventId(),
                        JSON.writeValueAsBytes(event.metaData()), event.payload(), event.revision(), event.type(),
                        event.at().toString())
                .update();
    }
}
