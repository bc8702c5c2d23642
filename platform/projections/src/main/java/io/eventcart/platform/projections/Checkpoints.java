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

    /** @return whether the copy has seen every event that the shown copy has */
    boolean hasSeenAll(String copy, String active) {
        return hasSeenAll(sharesOfCopy(copy, ""), segmentsOfActive(active, ""));
    }

    /**
     * The same. Until the transaction ends, neither gets any further.
     *
     * @param patience for how long the shown copy is held for the copy to come as far as it
     */
    boolean hasSeenAllAndIsHeld(String copy, String active, Duration patience) {
        var ofShown = segmentsOfActive(active, HELD);
        var giveUpAt = System.nanoTime() + patience.toNanos();
        while (!hasSeenAll(sharesOfCopy(copy, ""), ofShown)) {
            if (System.nanoTime() >= giveUpAt) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        return hasSeenAll(sharesOfCopy(copy, HELD), ofShown);
    }

    private Map<Integer, Reached> sharesOfCopy(String processor, String lock) {
        return segments(processor, lock, WrappedToken::unwrapLowerBound);
    }

    private Map<Integer, Reached> segmentsOfActive(String processor, String lock) {
        return segments(processor, lock, WrappedToken::unwrapUpperBound);
    }

    /** Share by segment where both have the same. */
    private boolean hasSeenAll(Map<Integer, Reached> copy, Map<Integer, Reached> active) {
        if (!copy.keySet().equals(active.keySet())) {
            return covers(copy.values().stream().reduce(Reached::and).orElse(Reached.NOTHING),
                    active.values().stream().reduce(Reached::or).orElse(Reached.NOTHING), Segment.ROOT_SEGMENT);
        }
        var segments = active.keySet().stream().mapToInt(Integer::intValue).toArray();
        return active.entrySet().stream()
                .allMatch(share -> covers(copy.getOrDefault(share.getKey(), Reached.NOTHING), share.getValue(),
                        Segment.computeSegment(share.getKey(), segments)));
    }

    /** A segment in which little happens stores its position rarely: what counts is whether any event of its own is in between. */
    private boolean covers(Reached copy, Reached active, Segment share) {
        var behind = active.position() - copy.position();
        if (active.token == null || (copy.token != null && copy.token.covers(active.token))) {
            return true;
        }
        if (behind > (share.equals(Segment.ROOT_SEGMENT) ? 0 : FEW_EVENTS)) {
            return false;
        }
        // A position that one has seen an event at, and the other not, may have been given up since.
        var late = copy.gaps().headSet(active.position()).stream().filter(gap -> !active.gaps().contains(gap));
        return late.noneMatch(gap -> isAnyOf(share, gap - 1, gap, active))
                && (behind <= 0 || !isAnyOf(share, copy.position(), active.position(), active));
    }

    /** Events are dealt out to the segments as Axon does by default, by their streams. */
    private boolean isAnyOf(Segment share, long after, long upTo, Reached seen) {
        try (var there = events.between(after, upTo)) {
            return there.anyMatch(
                    event -> share.matches((Object) event.aggregateId()) && !seen.gaps().contains(event.position()));
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

    /** A new beginning: whoever still runs by an old token has lost it, and what it was about to commit. */
    void forget(String processor) {
        jdbc.sql("DELETE FROM token WHERE processor_name = ?").param(processor).update();
    }
}
