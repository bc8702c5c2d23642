package io.eventcart.platform.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import io.eventcart.platform.storedevents.EventSerializer;
import io.eventcart.platform.storedevents.StoredTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The projection has two segments unless a test says otherwise. ACTIVE is the processor of the active copy, STANDBY that of the
 * standby copy.
 */
final class CheckpointsTest {
    private static final String ACTIVE = "cart-summary";
    private static final String STANDBY = "cart-summary-2";
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final String CART_OF_SEGMENT_0 = cartOf(0);
    private static final String CART_OF_SEGMENT_1 = cartOf(1);

    private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true).addScript("db/migration/event-store/V20261124.0002__tokens.sql").build();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final EventSerializer serializer = EventSerializer.of(StoredTypes.find());
    private final Store store = new Store();
    private final Checkpoints checkpoints = new Checkpoints(jdbc, serializer, store);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));

    /** Has only the cart of each event. */
    private static final class Store implements StoredEvents {
        private final TreeMap<Long, String> carts = new TreeMap<>();

        @Override
        public long head() {
            return carts.lastKey();
        }

        @Override
        public long positionOf(long n) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Stream<StoredEvent> between(long after, long upTo) {
            return carts.subMap(after, false, upTo, true).entrySet().stream().map(event -> new StoredEvent(
                    event.getKey(), "cart", event.getValue(), 0, "event-" + event.getKey(), Instant.EPOCH,
                    "cart.item-added", "2", new byte[0], Map.of()));
        }

        @Override
        public Optional<StoredEvent> find(String aggregateId, long sequenceNumber) {
            throw new UnsupportedOperationException();
        }
    }

    @AfterEach
    void dropDatabase() {
        database.shutdown();
    }

    private static String cartOf(int segment) {
        return Stream.iterate(0, n -> n + 1).map(n -> "cart-" + n)
                .filter(cart -> Segment.computeSegment(segment, 0, 1).matches((Object) cart)).findFirst().orElseThrow();
    }

    private void setCheckpoint(String processor, int segment, long position, Long... gaps) {
        var token = serializer.serialize(GapAwareTrackingToken.newInstance(position, Arrays.asList(gaps)),
                byte[].class);
        jdbc.sql("MERGE INTO token (processor_name, segment, token, token_type) VALUES (?, ?, ?, ?)")
                .params(processor, segment, token.getData(), token.getType().getName()).update();
    }

    private void setBothCheckpoints(String processor, long position, Long... gaps) {
        setCheckpoint(processor, 0, position, gaps);
        setCheckpoint(processor, 1, position, gaps);
    }

    @Test
    void a_copy_that_lacks_an_event_of_a_segment_has_not_seen_all() {
        store.carts.putAll(Map.of(1L, CART_OF_SEGMENT_0, 2L, CART_OF_SEGMENT_0, 3L, CART_OF_SEGMENT_1));
        setBothCheckpoints(ACTIVE, 3);
        setCheckpoint(STANDBY, 0, 1);
        setCheckpoint(STANDBY, 1, 3);

        assertThat(checkpoints.hasSeenAll(STANDBY, ACTIVE)).isFalse();
    }

    @Test
    void a_segment_that_is_behind_only_by_events_of_another_segment_has_seen_all_of_its_own() {
        store.carts.putAll(Map.of(1L, CART_OF_SEGMENT_0, 2L, CART_OF_SEGMENT_1, 3L, CART_OF_SEGMENT_1));
        setBothCheckpoints(ACTIVE, 3);
        setCheckpoint(STANDBY, 0, 1);
        setCheckpoint(STANDBY, 1, 3);

        assertThat(checkpoints.hasSeenAll(STANDBY, ACTIVE)).isTrue();
    }

    @Test
    void an_event_that_was_committed_late_and_that_only_the_active_copy_has_seen_is_missing() {
        store.carts.putAll(Map.of(1L, CART_OF_SEGMENT_0, 2L, CART_OF_SEGMENT_0, 3L, CART_OF_SEGMENT_1));
        setBothCheckpoints(ACTIVE, 3);
        setBothCheckpoints(STANDBY, 3, 2L);

        assertThat(checkpoints.hasSeenAll(STANDBY, ACTIVE)).isFalse();
    }

    @Test
    void a_gap_without_an_event_is_not_missing() {
        store.carts.putAll(Map.of(1L, CART_OF_SEGMENT_0, 3L, CART_OF_SEGMENT_1));
        setBothCheckpoints(ACTIVE, 3);
        setBothCheckpoints(STANDBY, 3, 2L);

        assertThat(checkpoints.hasSeenAll(STANDBY, ACTIVE)).isTrue();
    }

    @Test
    void an_event_that_the_active_copy_has_not_seen_either_is_not_missing() {
        store.carts.putAll(Map.of(1L, CART_OF_SEGMENT_0, 2L, CART_OF_SEGMENT_0, 3L, CART_OF_SEGMENT_1));
        setBothCheckpoints(ACTIVE, 3, 2L);
        setCheckpoint(STANDBY, 0, 1);
        setCheckpoint(STANDBY, 1, 3, 2L);

        assertThat(checkpoints.hasSeenAll(STANDBY, ACTIVE)).isTrue();
    }

    @Test
    void a_projection_of_one_segment_has_seen_all_when_it_is_at_the_same_position() {
        store.carts.putAll(Map.of(1L, CART_OF_SEGMENT_0, 2L, CART_OF_SEGMENT_1));
        setCheckpoint(ACTIVE, 0, 2);
        setCheckpoint(STANDBY, 0, 1);
        assertThat(checkpoints.hasSeenAll(STANDBY, ACTIVE)).isFalse();

        setCheckpoint(STANDBY, 0, 2);
        assertThat(checkpoints.hasSeenAll(STANDBY, ACTIVE)).isTrue();
    }

    @Test
    void a_copy_without_a_checkpoint_has_seen_nothing() {
        store.carts.put(1L, CART_OF_SEGMENT_0);
        setCheckpoint(ACTIVE, 0, 1);

        assertThat(checkpoints.hasSeenAll(STANDBY, ACTIVE)).isFalse();
        assertThat(checkpoints.hasSeenAll(ACTIVE, STANDBY)).isTrue();
    }

    @Test
    void with_patience_the_active_copy_is_locked_until_the_standby_copy_has_caught_up() {
        store.carts.putAll(Map.of(1L, CART_OF_SEGMENT_0, 2L, CART_OF_SEGMENT_0));
        setCheckpoint(ACTIVE, 0, 2);
        setCheckpoint(STANDBY, 0, 1);
        assertThat(lockAndCompare(AT_ONCE)).isFalse();

        var isStarted = new CountDownLatch(1);
        var catchingUp = CompletableFuture.runAsync(() -> {
            awaitQuietly(isStarted);
            setCheckpoint(STANDBY, 0, 2);
        });
        var hasSeenAll = transaction.execute(status -> {
            isStarted.countDown();
            return checkpoints.hasSeenAllWhileLocked(STANDBY, ACTIVE, Duration.ofMinutes(1));
        });

        assertThat(hasSeenAll).isTrue();
        catchingUp.join();
    }

    private Boolean lockAndCompare(Duration patience) {
        return transaction.execute(status -> checkpoints.hasSeenAllWhileLocked(STANDBY, ACTIVE, patience));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
