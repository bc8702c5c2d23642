package io.eventcart.platform.projections;

import io.eventcart.platform.sliceapi.StoredEvents;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the checkpoints of the processors: their tokens in the database, whichever instance they run in. */
@Component
final class Checkpoints {
    private static final String FOR_UPDATE = " FOR UPDATE";
    private static final long POLL_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int FEW_EVENTS = 100;

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final StoredEvents events;

    Checkpoints(JdbcClient jdbc, Serializer serializer, StoredEvents events) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.events = events;
    }

    /** The checkpoint of a segment or processor. The token is null before its first event. */
    record Checkpoint(@Nullable TrackingToken token) {
        static final Checkpoint NONE = new Checkpoint(null);

        Checkpoint and(Checkpoint other) {
            return token == null || other.token == null ? NONE : new Checkpoint(token.lowerBound(other.token));
        }

        Checkpoint or(Checkpoint other) {
            return token == null ? other : other.token == null ? this : new Checkpoint(token.upperBound(other.token));
        }

        private SortedSet<Long> gaps() {
            return token instanceof GapAwareTrackingToken gapAware ? gapAware.getGaps() : Collections.emptySortedSet();
        }

        /** @return its position, comparable with the store's head; 0 before the first event */
        long position() {
            return switch (token) {
                case null -> 0;
                case GapAwareTrackingToken gapAware -> Math.max(0, gapAware.getIndex());
                // Positions of Axon Server begin at 0.
                case TrackingToken other -> other.position().orElse(-1) + 1;
            };
        }
    }

    /** @return whether the standby copy has seen every event that the active copy has seen */
    boolean hasSeenAll(String standby, String active) {
        return hasSeenAll(segmentsOfStandby(standby, ""), segmentsOfActive(active, ""));
    }

    /**
     * Compares as {@link #hasSeenAll}, and locks both copies' checkpoints until the transaction ends.
     *
     * @param patience how long to keep the active copy locked while the standby copy catches up
     */
    boolean hasSeenAllWhileLocked(String standby, String active, Duration patience) {
        var activeSegments = segmentsOfActive(active, FOR_UPDATE);
        var giveUpAt = System.nanoTime() + patience.toNanos();
        while (!hasSeenAll(segmentsOfStandby(standby, ""), activeSegments)) {
            if (System.nanoTime() >= giveUpAt) {
                return false;
            }
            LockSupport.parkNanos(POLL_INTERVAL_NANOS);
        }
        return hasSeenAll(segmentsOfStandby(standby, FOR_UPDATE), activeSegments);
    }

    private Map<Integer, Checkpoint> segmentsOfStandby(String processor, String lock) {
        return segments(processor, lock, WrappedToken::unwrapLowerBound);
    }

    private Map<Integer, Checkpoint> segmentsOfActive(String processor, String lock) {
        return segments(processor, lock, WrappedToken::unwrapUpperBound);
    }

    /** Compares segment by segment if both copies have the same segments. */
    private boolean hasSeenAll(Map<Integer, Checkpoint> standby, Map<Integer, Checkpoint> active) {
        if (!standby.keySet().equals(active.keySet())) {
            return covers(standby.values().stream().reduce(Checkpoint::and).orElse(Checkpoint.NONE),
                    active.values().stream().reduce(Checkpoint::or).orElse(Checkpoint.NONE), Segment.ROOT_SEGMENT);
        }
        var segments = active.keySet().stream().mapToInt(Integer::intValue).toArray();
        return active.entrySet().stream()
                .allMatch(entry -> covers(standby.getOrDefault(entry.getKey(), Checkpoint.NONE), entry.getValue(),
                        Segment.computeSegment(entry.getKey(), segments)));
    }

    /**
     * A segment with few events stores its position rarely, so a lower position alone does not count: the standby copy has not
     * seen all if an event of the segment is in between.
     */
    private boolean covers(Checkpoint standby, Checkpoint active, Segment segment) {
        var behind = active.position() - standby.position();
        if (active.token == null || (standby.token != null && standby.token.covers(active.token))) {
            return true;
        }
        if (behind > (segment.equals(Segment.ROOT_SEGMENT) ? 0 : FEW_EVENTS)) {
            return false;
        }
        // The event at a gap of the standby copy may have been rolled back, so look whether the store has one.
        var openGaps = standby.gaps().headSet(active.position()).stream().filter(gap -> !active.gaps().contains(gap));
        return openGaps.noneMatch(gap -> hasEventOf(segment, gap - 1, gap, active))
                && (behind <= 0 || !hasEventOf(segment, standby.position(), active.position(), active));
    }

    /** Assigns events to segments by their streams, as Axon does by default. */
    private boolean hasEventOf(Segment segment, long after, long upTo, Checkpoint seen) {
        try (var found = events.between(after, upTo)) {
            return found.anyMatch(
                    event -> segment.matches((Object) event.aggregateId()) && !seen.gaps().contains(event.position()));
        }
    }

    /** @return the position up to which all of its segments have handled the events */
    Checkpoint of(String processor) {
        return segments(processor, "", WrappedToken::unwrapLowerBound).values().stream().reduce(Checkpoint::and)
                .orElse(Checkpoint.NONE);
    }

    private Map<Integer, Checkpoint> segments(String processor, String lock, UnaryOperator<TrackingToken> bound) {
        var segments = new TreeMap<Integer, Checkpoint>();
        jdbc.sql("SELECT segment, token, token_type FROM token WHERE processor_name = ?" + lock).param(processor)
                .query(row -> {
                    segments.put(row.getInt(1), checkpoint(row.getBytes(2), row.getString(3), bound));
                });
        return segments;
    }

    private Checkpoint checkpoint(byte @Nullable [] token, @Nullable String type, UnaryOperator<TrackingToken> bound) {
        return token == null || type == null
                ? Checkpoint.NONE
                : new Checkpoint(bound.apply(serializer.deserialize(
                        new SimpleSerializedObject<>(token, byte[].class, type, null))));
    }

    /** A processor that still runs loses its claim and can't commit. */
    void delete(String processor) {
        jdbc.sql("DELETE FROM token WHERE processor_name = ?").param(processor).update();
    }
}
