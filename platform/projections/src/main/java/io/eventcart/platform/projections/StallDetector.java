package io.eventcart.platform.projections;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Detects by repeated checks whether a projection has stalled. Not thread-safe. */
final class StallDetector {
    /** An idle projection stores its position every five seconds; a large batch takes a second or two. */
    static final Duration NO_PROGRESS = Duration.ofSeconds(30);

    private long position = -1;
    private Instant since = Instant.EPOCH;

    /**
     * @param hasEvents whether there are events to handle, called after a time without progress: no position passes a last event
     *         that an upcaster drops
     * @return why it has stalled; empty if it has not
     */
    Optional<String> check(ProjectionStatus status, Instant now, BooleanSupplier hasEvents) {
        if (status.position() != position || status.lag() == 0) {
            position = status.position();
            since = now;
        }
        if (status.error() != null) {
            return Optional.of(status.error());
        }
        if (status.isPaused()) {
            return Optional.of("It is paused.").filter(cause -> status.lag() > 0);
        }
        if (now.isBefore(since.plus(NO_PROGRESS))) {
            return Optional.empty();
        }
        if (!hasEvents.getAsBoolean()) {
            since = now;
            return Optional.empty();
        }
        return Optional.of("It has made no progress since " + since + ".");
    }
}
