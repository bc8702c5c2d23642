package io.eventcart.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.sliceapi.MetaDataKeys;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents.Leaf;
import io.eventcart.platform.testkit.RawStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import tools.jackson.databind.json.JsonMapper;

final class JdbcStoredEventsTest {
    private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true).addScript("db/migration/event-store/V20261124.0001__event_store.sql").build();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final JdbcStoredEvents events = new JdbcStoredEvents(jdbc, JsonMapper.builder().build());

    @AfterEach
    void dropDatabase() {
        database.shutdown();
    }

    @Test
    void a_leaf_is_the_same_whether_the_whole_event_is_read_or_only_its_hash() {
        append("hashed", Map.of(MetaDataKeys.ACTOR, "operator", MetaDataKeys.HASH, "ab12"));
        append("from before the chain", Map.of(MetaDataKeys.ACTOR, "operator"));
        append("a hash that is no text", Map.of(MetaDataKeys.HASH, 12));
        append("a hash of something else", Map.of("of", Map.of(MetaDataKeys.HASH, "cd34")));

        var leaves = leaves(0, events.head());

        assertThat(leaves).first().extracting(Leaf::hash).isEqualTo("ab12");
        try (var whole = events.between(0, events.head())) {
            assertThat(leaves).isEqualTo(whole.map(event -> new Leaf(event.position(), event.leaf())).toList());
        }
    }

    @Test
    void leaves_are_those_between_two_positions_however_many() {
        for (var n = 0; n < 1_200; n++) {
            append("stream " + n, Map.of(MetaDataKeys.HASH, "hash " + n));
        }
        var first = leaves(0, events.head()).getFirst().position();

        assertThat(leaves(first + 99, first + 1_099)).extracting(Leaf::hash).hasSize(1_000).startsWith("hash 100")
                .endsWith("hash 1099").doesNotHaveDuplicates();
    }

    private List<Leaf> leaves(long after, long upTo) {
        try (var leaves = events.leaves(after, upTo)) {
            return leaves.toList();
        }
    }

    private void append(String stream, Map<String, ?> metaData) {
        RawStore.append(jdbc, new StoredEvent(0, "cart", stream, 0, UUID.randomUUID().toString(),
                Instant.parse("2026-11-25T06:00:00.123Z"), "cart.item-added", "1",
                "{}".getBytes(StandardCharsets.UTF_8), metaData));
    }
}
