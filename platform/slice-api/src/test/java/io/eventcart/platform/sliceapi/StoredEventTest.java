package io.eventcart.platform.sliceapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StoredEventTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");
    private static final StoredEvent ADDED = event("cart", "c", 1, "e", NOON, "cart.item-added", "1", "{}",
            Map.of("actor", "import"));

    private static StoredEvent event(String aggregateType, String aggregateId, long sequenceNumber, String eventId,
            Instant at, String type, String revision, String payload, Map<String, ?> metaData) {
        return new StoredEvent(7, aggregateType, aggregateId, sequenceNumber, eventId, at, type, revision,
                payload.getBytes(StandardCharsets.UTF_8), metaData);
    }

    private static StoredEvent with(Map<String, ?> metaData) {
        return event("cart", "c", 1, "e", NOON, "cart.item-added", "1", "{}", metaData);
    }

    /** Hashes are stored for ever: a change of their computation would break every existing chain. */
    @Test
    void the_hash_of_an_event_never_changes_between_versions_of_the_app() {
        assertThat(ADDED.hashAfter("ab")).isEqualTo(GOLDEN);
    }

    /** Computed by a Python script that follows docs/adr/0011. */
    private static final String GOLDEN = "b7bb7fe487449ae67580acd25a81337a2c44d8301da2d6f1e87cf3a342f2d34c";

    @Test
    void a_change_of_any_field_changes_the_hash() {
        assertThat(ADDED.hashAfter("")).isNotEqualTo(ADDED.hashAfter("ab"));
        var others = new StoredEvent[]{
                event("shopper", "c", 1, "e", NOON, "cart.item-added", "1", "{}", Map.of("actor", "import")),
                event("cart", "d", 1, "e", NOON, "cart.item-added", "1", "{}", Map.of("actor", "import")),
                event("cart", "c", 2, "e", NOON, "cart.item-added", "1", "{}", Map.of("actor", "import")),
                event("cart", "c", 1, "f", NOON, "cart.item-added", "1", "{}", Map.of("actor", "import")),
                event("cart", "c", 1, "e", NOON.plusNanos(1), "cart.item-added", "1", "{}", Map.of("actor", "import")),
                event("cart", "c", 1, "e", NOON, "cart.item-removed", "1", "{}", Map.of("actor", "import")),
                event("cart", "c", 1, "e", NOON, "cart.item-added", "2", "{}", Map.of("actor", "import")),
                event("cart", "c", 1, "e", NOON, "cart.item-added", "1", "{ }", Map.of("actor", "import")),
                with(Map.of("actor", "operator")), with(Map.of("actor", "import", "address", "")), with(Map.of())};
        for (var other : others) {
            assertThat(other.hashAfter("ab")).as(other.toString()).isNotEqualTo(ADDED.hashAfter("ab"));
        }
    }

    @Test
    void the_same_text_split_into_other_fields_has_another_hash() {
        assertThat(event("cart", "cd", 1, "e", NOON, "t", "1", "{}", Map.of()).hashAfter("")).isNotEqualTo(
                event("cartc", "d", 1, "e", NOON, "t", "1", "{}", Map.of()).hashAfter(""));
    }

    @Test
    void the_hash_covers_neither_the_position_nor_the_hash_itself() {
        var hash = ADDED.hashAfter("ab");
        var stored = new StoredEvent(8, "cart", "c", 1, "e", NOON, "cart.item-added", "1",
                "{}".getBytes(StandardCharsets.UTF_8), Map.of("actor", "import", MetaDataKeys.HASH, hash));

        assertThat(stored.hashAfter("ab")).isEqualTo(hash).isEqualTo(stored.hash());
    }

    @Test
    void the_size_of_a_whole_number_does_not_change_the_hash() {
        assertThat(with(Map.of("n", 5)).hashAfter("")).isEqualTo(with(Map.of("n", 5L)).hashAfter(""));
        assertThat(with(Map.of("n", 5)).hashAfter("")).isNotEqualTo(with(Map.of("n", "5")).hashAfter(""));
        assertThat(with(Map.of("n", 0.5f)).hashAfter("")).isEqualTo(with(Map.of("n", 0.5d)).hashAfter(""));
        assertThat(with(Map.of("n", true)).hashAfter("")).isNotEqualTo(with(Map.of("n", "true")).hashAfter(""));
        var empty = new HashMap<String, Object>();
        empty.put("n", null);
        assertThat(with(empty).hashAfter("")).isNotEqualTo(with(Map.of()).hashAfter(""));
    }
}
