package io.eventcart.platform.sliceapi;

import java.util.UUID;
import java.util.stream.Stream;

/**
 * Data about people that is kept beside the events: a view, a table of calls. Every bean of this type is asked for it when a
 * person wants to see what is held of them, and is told when to forget.
 */
public interface HeldData {
    /** What it is called in the answer of {@code GET /api/shoppers/{id}/data}, such as {@code receipts}. */
    String name();

    /** @return what is held of that person, readable, oldest first, read as the stream is; to be closed */
    Stream<?> of(UUID person);

    /** Deletes what is personal and not sealed. May be called again. */
    default void forget(UUID person) {}
}
