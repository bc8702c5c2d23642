package io.eventcart.audittrail;

import static io.eventcart.audittrail.StoredInMemory.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.StoredAs;
import io.eventcart.platform.sliceapi.Tables;
import io.eventcart.platform.storedevents.EventSerializer;
import io.eventcart.platform.storedevents.StoredTypes;
import io.eventcart.platform.testkit.ProjectionFixture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

final class AuditEntriesTest {
    private static final String ANNAS = "3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11";
    private static final String BENS = "99999999-0000-4000-8000-000000000000";

    private final StoredInMemory store = new StoredInMemory();
    private final ProjectionFixture<AuditEntries> trail = new ProjectionFixture<>(
            database -> new AuditEntries(new JdbcTemplate(database), Tables.SINGLE_COPY, store,
                    EventSerializer.of(new StoredTypes(Map.of()))));

    @StoredAs("test.something-happened")
    @Revision("1")
    private record SomethingHappened(int times) {}

    @AfterEach
    void close() {
        trail.close();
    }

    private static DomainEventMessage<?> event(String cart, long number, String id, TrackingToken token) {
        return event(cart, number, id, token, Map.of());
    }

    private static DomainEventMessage<?> event(String cart, long number, String id, TrackingToken token,
            Map<String, ?> metaData) {
        return new GenericTrackedDomainEventMessage<>(token, new GenericDomainEventMessage<>("cart", cart, number,
                new SomethingHappened(3), metaData, id, NOON));
    }

    private static TrackingToken upTo(long position, Long... gaps) {
        return GapAwareTrackingToken.newInstance(position, Arrays.asList(gaps));
    }

    private List<String> positions() {
        return trail.tables().sql("SELECT event_id, id FROM audit_entry ORDER BY event_id")
                .query((row, n) -> row.getString(1) + " at " + row.getLong(2)).list();
    }

    /** Two instances write. Ben's event gets position 5 but is committed after Anna's at 6. */
    private void anEventIsCommittedAfterOneBehindIt() {
        store.append(ANNAS, 4).append(BENS, 5).append(ANNAS, 6).append(ANNAS, 7);
    }

    @Test
    void an_event_that_was_committed_late_stands_where_it_is_stored() {
        anEventIsCommittedAfterOneBehindIt();

        trail.given(event(ANNAS, 0, "event-4", upTo(4)), event(ANNAS, 1, "event-6", upTo(6, 5L)),
                event(BENS, 0, "event-5", upTo(6)), event(ANNAS, 2, "event-7", upTo(7)));

        assertThat(positions()).containsExactly("event-4 at 4", "event-5 at 5", "event-6 at 6", "event-7 at 7");
    }

    @Test
    void a_late_event_that_comes_alone_keeps_its_own_position() {
        anEventIsCommittedAfterOneBehindIt();

        trail.given(event(ANNAS, 1, "event-6", upTo(6, 5L)));
        trail.given(event(BENS, 0, "event-5", upTo(6)));

        assertThat(positions()).containsExactly("event-5 at 5", "event-6 at 6");
    }

    @Test
    void what_is_read_as_two_events_is_one_entry() {
        store.append(ANNAS, 1).append(ANNAS, 2);

        trail.given(event(ANNAS, 0, "event-1", upTo(1)), event(ANNAS, 0, "event-1", upTo(1)),
                event(ANNAS, 1, "event-2", upTo(2)));

        assertThat(positions()).containsExactly("event-1 at 1", "event-2 at 2");
    }

    @Test
    void the_tokens_of_axon_server_begin_with_0_and_have_no_gaps() {
        trail.given(event(ANNAS, 0, "event-1", new GlobalSequenceTrackingToken(0)));

        assertThat(positions()).containsExactly("event-1 at 1");
    }

    private String whatWasDone() {
        return trail.tables().sql("SELECT command_fields FROM audit_entry").query(String.class).single();
    }

    @Test
    void an_entry_says_what_was_done_in_the_words_of_the_event() {
        trail.given(event(ANNAS, 0, "event-1", new GlobalSequenceTrackingToken(0)));

        assertThat(whatWasDone()).isEqualTo("{\"times\":3}");
    }

    @Test
    void an_old_event_brings_the_fields_of_its_command() {
        trail.given(event(ANNAS, 0, "event-1", new GlobalSequenceTrackingToken(0),
                Map.of(MetaDataKeys.COMMAND_FIELDS, "{\"wanted\":4}")));

        assertThat(whatWasDone()).isEqualTo("{\"wanted\":4}");
    }
}
