package io.eventcart.sharedkernel;

import java.util.stream.Stream;

/**
 * Data about shoppers that is kept beside the events: a view, a table of calls. Every bean of this type is asked for it when a
 * shopper wants to see what is held of them, and is told when to forget.
 */
public interface HeldData {
    /** What it is called in the answer of {@code GET /api/shoppers/{id}/data}, such as {@code receipts}. */
    String name();

    /** @return what is held of that shopper, readable, oldest first, read as the stream is; to be closed */
    Stream<?> of(ShopperId shopper);

    /** Deletes what is personal and not sealed. May be called again. */
    default void forget(ShopperId shopper) {}
}
