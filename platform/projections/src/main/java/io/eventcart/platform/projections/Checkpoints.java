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

/** The checkpoints of the processors: how far their tokens in the database are, whichever instance they run in. */
@Component
final class Checkpoints {
    private static final String HELD = " FOR UPDATE";
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int FEW_EVENTS = 100;

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final StoredEvents events;

    Checkpoints(JdbcClient jdbc, Serializer serializer, StoredEvents events) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.events = events;
    }

    /** A token, or null for none yet. */
    record Reached(@Nullable TrackingToken token) {
        static final Reached NOTHING = new Reached(null);

        Reached and(Reached other) {
            return token == null || other.token == null ? NOTHING : new Reached(token.lowerBound(other.token));
        }

        Reached or(Reached other) {
            return token == null ? other : other.token == null ? this : new Reached(token.upperBound(other.token));
        }

        private SortedSet<Long> gaps() {
            return token instanceof GapAwareTrackingToken gapAware ? gapAware.getGaps() : Collections.emptySortedSet();
        }

        /** @return the events up to it, counted as the store's head is; 0 before the first */
        long position() {
            return switch (token) {
                case null -> 0;
                case GapAwareTrackingToken gapAware -> Math.max(0, gapAware.getIndex());
                // Axon Server counts from 0.
                case TrackingToken other -> other.position().orElse(-1) + 1;
            };
        }
    }

    /** @return whether the copy has seen every event that the active copy has */
    boolean hasSeenAll(String standby, String active) {
        return hasSeenAll(segmentsOfStandby(standby, ""), segmentsOfActive(active, ""));
    }

    /**
     * The same. Until the transaction ends, neither gets any further.
     *
     * @param patience how long the active standby is locked for the standby standby to catch up
     */
    boolean hasSeenAllAndIsHeld(String standby, String active, Duration patience) {
        var ofActive = segmentsOfActive(active, HELD);
        var giveUpAt = System.nanoTime() + patience.toNanos();
        while (!hasSeenAll(segmentsOfStandby(standby, ""), ofActive)) {
            if (System.nanoTime() >= giveUpAt) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        return hasSeenAll(segmentsOfStandby(standby, HELD), ofActive);
    }

    private Map<Integer, Reached> segmentsOfStandby(String processor, String lock) {
        return segments(processor, lock, WrappedToken::unwrapLowerBound);
    }

    private Map<Integer, Reached> segmentsOfActive(String processor, String lock) {
        return segments(processor, lock, WrappedToken::unwrapUpperBound);
    }

    /** Segment by segment where both have the same segments. */
    private boolean hasSeenAll(Map<Integer, Reached> standby, Map<Integer, Reached> active) {
        if (!standby.keySet().equals(active.keySet())) {
            return covers(standby.values().stream().reduce(Reached::and).orElse(Reached.NOTHING),
                    active.values().stream().reduce(Reached::or).orElse(Reached.NOTHING), Segment.ROOT_SEGMENT);
        }
        var segments = active.keySet().stream().mapToInt(Integer::intValue).toArray();
        return active.entrySet().stream()
                .allMatch(entry -> covers(standby.getOrDefault(entry.getKey(), Reached.NOTHING), entry.getValue(),
                        Segment.computeSegment(entry.getKey(), segments)));
    }

    /** A segment in which little happens stores its position rarely: what counts is whether any event of its own is in between. */
    private boolean covers(Reached standby, Reached active, Segment segment) {
        var behind = active.position() - standby.position();
        if (active.token == null || (standby.token != null && standby.token.covers(active.token))) {
            return true;
        }
        if (behind > (segment.equals(Segment.ROOT_SEGMENT) ? 0 : FEW_EVENTS)) {
            return false;
        }
        // A position that one has seen an event at, and the other not, may have been given up since.
        var late = standby.gaps().headSet(active.position()).stream().filter(gap -> !active.gaps().contains(gap));
        return late.noneMatch(gap -> isAnyOf(segment, gap - 1, gap, active))
                && (behind <= 0 || !isAnyOf(segment, standby.position(), active.position(), active));
    }

    /** Events are dealt out to the segments as Axon does by default, by their streams. */
    private boolean isAnyOf(Segment segment, long after, long upTo, Reached seen) {
        try (var there = events.between(after, upTo)) {
            return there.anyMatch(
                    event -> segment.matches((Object) event.aggregateId()) && !seen.gaps().contains(event.position()));
        }
    }

    /** @return what all of its segments have handled */
    Reached of(String processor) {
        return segments(processor, "", WrappedToken::unwrapLowerBound).values().stream().reduce(Reached::and)
                .orElse(Reached.NOTHING);
    }

    private Map<Integer, Reached> segments(String processor, String lock, UnaryOperator<TrackingToken> bound) {
        var segments = new TreeMap<Integer, Reached>();
        jdbc.sql("SELECT segment, token, token_type FROM token WHERE processor_name = ?" + lock).param(processor)
                .query(row -> {
                    segments.put(row.getInt(1), reached(row.getBytes(2), row.getString(3), bound));
                });
        return segments;
    }

    private Reached reached(byte @Nullable [] token, @Nullable String type, UnaryOperator<TrackingToken> bound) {
        return token == null || type == null
                ? Reached.NOTHING
                : new Reached(bound.apply(serializer.deserialize(
                        new SimpleSerializedObject<>(token, byte[].class, type, null))));
    }

    /** A processor that still runs by a deleted checkpoint has lost its claim, and can't commit. */
    void delete(String processor) {
        jdbc.sql("DELETE FROM token WHERE processor_name = ?").param(processor).update();
    }
}
