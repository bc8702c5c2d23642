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

    private final StallDetector detector = new StallDetector();

    private static ProjectionStatus status(long position, long lag, boolean isPaused, @Nullable String error) {
        return new ProjectionStatus("things", "things", position, lag, isPaused, error);
    }

    private Optional<String> at(Instant now, long position, long lag) {
        return detector.check(status(position, lag, false, null), now, () -> true);
    }

    @Test
    void a_projection_that_has_failed_has_stalled_at_any_lag() {
        assertThat(detector.check(status(7, 0, false, "no such table"), NOON, () -> true)).contains("no such table");
    }

    @Test
    void a_paused_projection_has_stalled_once_there_are_events_for_it() {
        assertThat(detector.check(status(7, 0, true, null), NOON, () -> true)).isEmpty();
        assertThat(detector.check(status(7, 1, true, null), NOON, () -> true)).contains("It is paused.");
    }

    @Test
    void a_projection_that_is_behind_and_makes_no_progress_has_stalled_after_30_seconds() {
        assertThat(at(NOON, 7, 1)).isEmpty();
        assertThat(at(LATER.minusMillis(1), 7, 2)).isEmpty();
        assertThat(at(LATER, 7, 3)).contains("It has made no progress since " + NOON + ".");
        assertThat(at(LATER, 8, 2)).as("it makes progress").isEmpty();
    }

    @Test
    void a_projection_that_is_far_behind_and_makes_progress_has_not_stalled() {
        at(NOON, 7, 1_000_000);
        assertThat(at(LATER, 8, 1_000_000)).isEmpty();
    }

    @Test
    void a_projection_without_new_events_has_not_stalled_and_has_30_seconds_for_the_next_one() {
        at(NOON, 7, 0);
        assertThat(at(LATER, 7, 0)).isEmpty();
        assertThat(at(LATER.plusMillis(1), 7, 1)).isEmpty();
    }

    @Test
    void a_projection_whose_last_event_an_upcaster_drops_has_not_stalled() {
        at(NOON, 7, 1);
        assertThat(detector.check(status(7, 1, false, null), LATER, () -> false)).isEmpty();
        assertThat(at(LATER.plus(Duration.ofMillis(1)), 7, 2)).as("a new event has its own 30 seconds").isEmpty();
    }
}
