package io.eventcart.platform.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StallDetectorTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant LATER = NOON.plus(StallDetector.NO_PROGRESS);

    private final StallDetector standstill = new StallDetector();

    private static ProjectionStatus status(long position, long lag, boolean isPaused, @Nullable String error) {
        return new ProjectionStatus("things", "things", position, lag, isPaused, error);
    }

    private Optional<String> at(Instant now, long position, long lag) {
        return standstill.at(status(position, lag, false, null), now, () -> true);
    }

    @Test
    void a_projection_that_has_failed_stands_still_however_far_it_is() {
        assertThat(standstill.at(status(7, 0, false, "no such table"), NOON, () -> true)).contains("no such table");
    }

    @Test
    void a_paused_projection_stands_still_once_events_wait_for_it() {
        assertThat(standstill.at(status(7, 0, true, null), NOON, () -> true)).isEmpty();
        assertThat(standstill.at(status(7, 1, true, null), NOON, () -> true)).contains("It is paused.");
    }

    @Test
    void a_projection_that_is_behind_and_gets_no_further_stands_still_after_a_time() {
        assertThat(at(NOON, 7, 1)).isEmpty();
        assertThat(at(LATER.minusMillis(1), 7, 2)).isEmpty();
        assertThat(at(LATER, 7, 3)).contains("It has made no progress since " + NOON + ".");
        assertThat(at(LATER, 8, 2)).as("it goes on").isEmpty();
    }

    @Test
    void a_projection_that_is_far_behind_and_gets_on_does_not_stand_still() {
        at(NOON, 7, 1_000_000);
        assertThat(at(LATER, 8, 1_000_000)).isEmpty();
    }

    @Test
    void a_projection_without_new_events_does_not_stand_still_and_has_all_the_time_for_the_next_one() {
        at(NOON, 7, 0);
        assertThat(at(LATER, 7, 0)).isEmpty();
        assertThat(at(LATER.plusMillis(1), 7, 1)).isEmpty();
    }

    @Test
    void a_last_event_that_an_upcaster_drops_is_not_waited_for() {
        at(NOON, 7, 1);
        assertThat(standstill.at(status(7, 1, false, null), LATER, () -> false)).isEmpty();
        assertThat(at(LATER.plus(Duration.ofMillis(1)), 7, 2)).as("a new event has its own time").isEmpty();
    }
}
