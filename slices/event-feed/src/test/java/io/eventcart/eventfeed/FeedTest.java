package io.eventcart.eventfeed;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.EncryptedField;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class FeedTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    private final List<StoredEvent> stored = new ArrayList<>();
    private long settled = Long.MAX_VALUE;
    private final Feed feed = new Feed(new Stored(), () -> Math.min(settled, stored.size()), FeedTest::newest,
            new NothingPersonal(), JsonMapper.shared());

    private final class Stored implements StoredEvents {
        @Override
        public long head() {
            return stored.size();
        }

        @Override
        public long positionOf(long n) {
            return n;
        }

        @Override
        public Stream<StoredEvent> between(long after, long upTo) {
            return stored.stream().filter(event -> event.position() > after && event.position() <= upTo);
        }

        @Override
        public Optional<StoredEvent> find(String aggregateId, long sequenceNumber) {
            return Optional.empty();
        }
    }

    private static final class NothingPersonal implements PersonalData {
        @Override
        public <T> EncryptedField<T> encrypt(UUID owner, T value, EncryptedField.Place place) {
            throw new UnsupportedOperationException();
        }

        @Override
        public JsonNode readable(JsonNode data, String type, String id) {
            return data;
        }

        @Override
        public JsonNode readable(DomainEvent event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Instant> keyMadeAt(UUID person) {
            return Optional.empty();
        }

        @Override
        public void erase(UUID person) {
            throw new UnsupportedOperationException();
        }
    }

    /** As an upcaster does: {@code old} has another name today, and {@code dropped} is none any more. */
    private static List<StoredEvent> newest(StoredEvent event) {
        return switch (event.type()) {
            case "old" -> List.of(new StoredEvent(event.position(), event.aggregateType(), event.aggregateId(),
                    event.sequenceNumber(), event.eventId(), event.at(), "new", "2", event.payload(),
                    event.metaData()));
            case "dropped" -> List.of();
            default -> List.of(event);
        };
    }

    private void given(String... types) {
        for (var type : types) {
            store(type, "{\"n\":" + (stored.size() + 1) + "}");
        }
    }

    private void store(String type, String payload) {
        var n = stored.size();
        stored.add(new StoredEvent(n + 1, "cart", "cart-" + n % 2, n / 2, "event-" + n, NOON, type, "1",
                payload.getBytes(StandardCharsets.UTF_8), Map.of("actor", "operator")));
    }

    private static List<Long> positions(Feed.Part part) {
        return part.entries().stream().map(entry -> entry.event().position()).toList();
    }

    @Test
    void an_empty_store_has_an_empty_part() {
        assertThat(feed.after(0, Set.of(), 10)).isEqualTo(new Feed.Part(List.of(), 0, 0));
    }

    @Test
    void parts_follow_each_other_without_a_gap_or_a_repeat() {
        given("a", "b", "c", "d", "e");

        var first = feed.after(0, Set.of(), 2);
        var second = feed.after(first.next(), Set.of(), 2);
        var third = feed.after(second.next(), Set.of(), 2);

        assertThat(positions(first)).containsExactly(1L, 2L);
        assertThat(positions(second)).containsExactly(3L, 4L);
        assertThat(positions(third)).containsExactly(5L);
        assertThat(third.next()).as("a follower goes on from the end").isEqualTo(5);
    }

    @Test
    void an_event_whose_order_is_not_final_is_not_shown_yet() {
        given("a", "b", "c");
        settled = 2;

        var part = feed.after(0, Set.of(), 10);

        assertThat(positions(part)).containsExactly(1L, 2L);
        assertThat(part).extracting(Feed.Part::next, Feed.Part::head).containsExactly(2L, 2L);
    }

    @Test
    void a_filter_asks_for_types_by_their_names_of_today_and_goes_on_past_the_others() {
        given("old", "b", "b");

        var part = feed.after(0, Set.of("new"), 10);

        assertThat(part.entries()).singleElement().extracting(Feed.Entry::event)
                .extracting(FeedEvent::type, FeedEvent::revision, FeedEvent::version)
                .containsExactly("new", "2", 1L);
        assertThat(part.next()).isEqualTo(3);
    }

    @Test
    void an_event_that_an_upcaster_drops_is_passed_over() {
        given("dropped", "b");

        assertThat(positions(feed.after(0, Set.of(), 10))).containsExactly(2L);
    }

    @Test
    void a_damaged_event_is_said_to_be_unreadable_and_stops_nobody() {
        store("a", "{\"n\":");
        given("b");

        var part = feed.after(0, Set.of(), 10);

        assertThat(positions(part)).containsExactly(1L, 2L);
        assertThat(part.entries().getFirst().event().data()).hasToString("{\"unreadable\":true}");
    }

    @Test
    void a_position_beyond_the_end_has_nothing_behind_it_and_is_kept() {
        given("a");

        assertThat(feed.after(7, Set.of(), 10)).isEqualTo(new Feed.Part(List.of(), 7, 1));
    }

    @Test
    void a_part_reads_a_bounded_number_of_events_for_a_filter_that_lets_little_through() {
        for (var n = 1; n <= 10_001; n++) {
            given("b");
        }
        given("a");

        var first = feed.after(0, Set.of("a"), 10);

        assertThat(first.entries()).isEmpty();
        assertThat(first.next()).isEqualTo(10_000);
        assertThat(positions(feed.after(first.next(), Set.of("a"), 10))).containsExactly(10_002L);
    }
}
