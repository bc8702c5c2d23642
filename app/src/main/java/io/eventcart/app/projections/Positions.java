package io.eventcart.app.projections;

import io.eventcart.sharedkernel.StoredEvents;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.GapAwareTrackingToken;
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
        return hasSeenAll(shares(copy, "", WrappedToken::unwrapLowerBound),
                shares(shown, "", WrappedToken::unwrapUpperBound));
    }

    /** @return the same. Until the transaction ends, neither gets any further. */
    boolean hasSeenAllAndIsHeld(String copy, String shown) {
        var ofShown = shares(shown, " FOR UPDATE", WrappedToken::unwrapUpperBound);
        return hasSeenAll(shares(copy, " FOR UPDATE", WrappedToken::unwrapLowerBound), ofShown);
    }

    /** Share by share where both have the same: one in which little happens stores its position rarely. */
    private boolean hasSeenAll(Map<Integer, Reached> copy, Map<Integer, Reached> shown) {
        return copy.keySet().equals(shown.keySet())
                ? shown.entrySet().stream().allMatch(
                        share -> covers(copy.getOrDefault(share.getKey(), Reached.NOTHING), share.getValue()))
                : covers(copy.values().stream().reduce(Reached::and).orElse(Reached.NOTHING),
                        shown.values().stream().reduce(Reached::or).orElse(Reached.NOTHING));
    }

    private boolean covers(Reached copy, Reached shown) {
        return switch (shown.token) {
            case null -> true;
            case GapAwareTrackingToken seen when copy.token instanceof GapAwareTrackingToken reached -> reached
                    .getIndex() >= seen.getIndex() && reached.getGaps().headSet(seen.getIndex()).stream()
                            .filter(gap -> !seen.getGaps().contains(gap)).noneMatch(this::isTaken);
            case TrackingToken seen -> copy.token != null && copy.token.covers(seen);
        };
    }

    /** A position that one has seen an event at, and the other not, may have been given up since. */
    private boolean isTaken(long position) {
        try (var there = events.between(position - 1, position)) {
            return there.findAny().isPresent();
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
