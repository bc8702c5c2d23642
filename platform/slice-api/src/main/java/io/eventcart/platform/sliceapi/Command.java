package io.eventcart.platform.sliceapi;

import org.jspecify.annotations.Nullable;

/**
 * Something that somebody wants done. A record, named in the imperative.
 *
 * @param <R> what its handler returns
 */
@SuppressWarnings("unused") // R binds what Commands.send returns to what the handler does.
public interface Command<R> {
    /** @return the id of the aggregate that it changes: its commands are handled one after the other; null if it changes none */
    default @Nullable String target() {
        return null;
    }
}
