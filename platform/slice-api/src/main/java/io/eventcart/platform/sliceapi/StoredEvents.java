package io.eventcart.platform.sliceapi;

import java.util.Optional;
import java.util.stream.Stream;

/** Reads stored events without deserializing them: byte for byte, in the order of the store. */
public interface StoredEvents {
    /** @return the position of the newest event, 0 if there is none */
    long head();

    /** @return the position of the nth event, counted from 1; 0 for n = 0 */
    long positionOf(long n);

    /**
     * Reads in batches, so a long stream takes little memory. Close the stream.
     *
     * @return the events with positions above {@code after} and up to {@code upTo}, in the order of their positions
     */
    Stream<StoredEvent> between(long after, long upTo);

    /** An event as a leaf of a Merkle tree, see {@link StoredEvent#leaf}. */
    record Leaf(long position, String hash) {}

    /** The leaves of the same events as {@link #between}. A store can override it with a faster query. Close the stream. */
    default Stream<Leaf> leaves(long after, long upTo) {
        return between(after, upTo).map(event -> new Leaf(event.position(), event.leaf()));
    }

    /** @return the event with that sequence number of a stream; its position is 0 if the store does not know it */
    Optional<StoredEvent> find(String aggregateId, long sequenceNumber);
}
