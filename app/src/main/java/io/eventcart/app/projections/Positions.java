package io.eventcart.app.projections;

import io.eventcart.sharedkernel.StoredEvents;
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

/** How far the processors are, as their tokens in the database say, whichever instance they run in. */
@Component
final class Positions {
    private static final String HELD = " FOR UPDATE";
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int FEW_EVENTS = 100;

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final StoredEvents events;

    Positions(JdbcClient jdbc, Serializer serializer, StoredEvents events) {
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

    /** @return whether the copy has seen every event that the shown side has */
    boolean hasSeenAll(String copy, String shown) {
        return hasSeenAll(sharesOfCopy(copy, ""), sharesOfShown(shown, ""));
    }

    /**
     * The same. Until the transaction ends, neither gets any further.
     *
     * @param patience for how long the shown side is held for the copy to come as far as it
     */
    boolean hasSeenAllAndIsHeld(String copy, String shown, Duration patience) {
        var ofShown = sharesOfShown(shown, HELD);
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
        return shares(processor, lock, WrappedToken::unwrapLowerBound);
    }

    private Map<Integer, Reached> sharesOfShown(String processor, String lock) {
        return shares(processor, lock, WrappedToken::unwrapUpperBound);
    }

    /** Share by share where both have the same. */
    private boolean hasSeenAll(Map<Integer, Reached> copy, Map<Integer, Reached> shown) {
        if (!copy.keySet().equals(shown.keySet())) {
            return covers(copy.values().stream().reduce(Reached::and).orElse(Reached.NOTHING),
                    shown.values().stream().reduce(Reached::or).orElse(Reached.NOTHING), Segment.ROOT_SEGMENT);
        }
        var shares = shown.keySet().stream().mapToInt(Integer::intValue).toArray();
        return shown.entrySet().stream()
                .allMatch(share -> covers(copy.getOrDefault(share.getKey(), Reached.NOTHING), share.getValue(),
                        Segment.computeSegment(share.getKey(), shares)));
    }

    /** A share in which little happens stores its position rarely: what counts is whether any event of its own is in between. */
    private boolean covers(Reached copy, Reached shown, Segment share) {
        var behind = shown.position() - copy.position();
        if (shown.token == null || (copy.token != null && copy.token.covers(shown.token))) {
            return true;
        }
        if (behind > (share.equals(Segment.ROOT_SEGMENT) ? 0 : FEW_EVENTS)) {
            return false;
        }
        // A position that one has seen an event at, and the other not, may have been given up since.
        var late = copy.gaps().headSet(shown.position()).stream().filter(gap -> !shown.gaps().contains(gap));
        return late.noneMatch(gap -> isAnyOf(share, gap - 1, gap, shown))
                && (behind <= 0 || !isAnyOf(share, copy.position(), shown.position(), shown));
    }

    /** Events are dealt out to the shares as Axon does by default, by their streams. */
    private boolean isAnyOf(Segment share, long after, long upTo, Reached seen) {
        try (var there = events.between(after, upTo)) {
            return there.anyMatch(
                    event -> share.matches((Object) event.aggregateId()) && !seen.gaps().contains(event.position()));
        }
    }

    /** @return what all of its shares have handled */
    Reached of(String processor) {
        return shares(processor, "", WrappedToken::unwrapLowerBound).values().stream().reduce(Reached::and)
                .orElse(Reached.NOTHING);
    }

    private Map<Integer, Reached> shares(String processor, String lock, UnaryOperator<TrackingToken> bound) {
        var shares = new TreeMap<Integer, Reached>();
        jdbc.sql("SELECT segment, token, token_type FROM token WHERE processor_name = ?" + lock).param(processor)
                .query(row -> {
                    shares.put(row.getInt(1), reached(row.getBytes(2), row.getString(3), bound));
                });
        return shares;
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
