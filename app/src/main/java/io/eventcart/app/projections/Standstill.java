package io.eventcart.app.projections;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Whether a projection stands still, as seen by repeated looks at it. Not for several threads. */
final class Standstill {
    /** A projection at rest stores its position every five seconds; a large batch takes a second or two. */
    static final Duration NO_PROGRESS = Duration.ofSeconds(30);

    private long position = -1;
    private Instant since = Instant.EPOCH;

    /**
     * @param hasEvents asked after a time without progress: nobody's position moves over a last event that an upcaster drops
     * @return why it stands still; empty if it does not
     */
    Optional<String> at(Standing standing, Instant now, BooleanSupplier hasEvents) {
        if (standing.position() != position || standing.lag() == 0) {
            position = standing.position();
            since = now;
        }
        if (standing.error() != null) {
            return Optional.of(standing.error());
        }
        if (standing.isPaused()) {
            return Optional.of("It is paused.").filter(why -> standing.lag() > 0);
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
