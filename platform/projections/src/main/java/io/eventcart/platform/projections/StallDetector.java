package io.eventcart.platform.projections;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Decides by repeated looks at a projection whether it has stalled. Not thread-safe. */
final class StallDetector {
    /** A projection at rest stores its position every five seconds; a large batch takes a second or two. */
    static final Duration NO_PROGRESS = Duration.ofSeconds(30);

    private long position = -1;
    private Instant since = Instant.EPOCH;

    /**
     * @param hasEvents asked after a time without progress: nobody's position moves over a last event that an upcaster drops
     * @return why it stands still; empty if it does not
     */
    Optional<String> at(ProjectionStatus status, Instant now, BooleanSupplier hasEvents) {
        if (status.position() != position || status.lag() == 0) {
            position = status.position();
            since = now;
        }
        if (status.error() != null) {
            return Optional.of(status.error());
        }
        if (status.isPaused()) {
            return Optional.of("It is paused.").filter(why -> status.lag() > 0);
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
