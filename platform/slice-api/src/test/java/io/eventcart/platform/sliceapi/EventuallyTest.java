package io.eventcart.platform.sliceapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class EventuallyTest {
    @Test
    void a_result_that_exists_is_found_at_the_first_query() {
        var looks = new AtomicInteger();

        var found = Eventually.find(() -> Optional.of(looks.incrementAndGet()));

        assertThat(found).contains(1);
        assertThat(looks).hasValue(1);
    }

    @Test
    void a_result_that_appears_in_time_is_found() {
        var looks = new AtomicInteger();

        var found = Eventually.find(() -> Optional.of(looks.incrementAndGet()).filter(look -> look == 4));

        assertThat(found).contains(4);
    }

    @Test
    void a_missing_result_is_waited_for_at_least_two_seconds_and_not_for_ever() {
        var begun = System.nanoTime();

        var found = Eventually.find(Optional::empty);

        assertThat(found).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
    }

    @Test
    void an_interrupted_thread_stops_waiting_and_stays_interrupted() {
        var looks = new AtomicInteger();
        Thread.currentThread().interrupt();

        var found = Eventually.find(() -> {
            looks.incrementAndGet();
            return Optional.empty();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(found).isEmpty();
        assertThat(looks).hasValue(1);
    }
}
