package io.eventcart.platform.sliceapi;

import java.util.Optional;
import java.util.stream.Stream;

/** Reads the event store past all serialization: what stands there, byte for byte, in its own order. */
public interface StoredEvents {
    /** @return the position of the newest event, 0 if there is none */
    long head();

    /** @return the position of the nth event, counted from 1; 0 for n = 0 */
    long positionOf(long n);

    /**
     * Reads piece by piece: however long the stream is, little of it is held at once. To be closed.
     *
     * @return the events with positions above {@code after} and up to {@code upTo}, in the order of their positions
     */
    Stream<StoredEvent> between(long after, long upTo);

    /** An event as a Merkle tree has it, see {@link StoredEvent#leaf}. */
    record Leaf(long position, String hash) {}

    /** Of the same events as {@link #between}; for a store that has something quicker. To be closed, too. */
    default Stream<Leaf> leaves(long after, long upTo) {
        return between(after, upTo).map(event -> new Leaf(event.position(), event.leaf()));
    }

    /** @return the event at that place of a stream; a store that can't tell its position says 0 */
    Optional<StoredEvent> find(String aggregateId, long sequenceNumber);
}
