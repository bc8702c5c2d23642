package io.eventcart.platform.sliceapi;

import org.jspecify.annotations.Nullable;

/**
 * A request to change something. A record, named in the imperative.
 *
 * @param <R> what its handler returns
 */
@SuppressWarnings("unused") // R makes Commands.send return the type that the handler returns.
public interface Command<R> {
    /** @return the id of the aggregate that it changes, whose commands are handled one at a time; null if it changes none */
    default @Nullable String target() {
        return null;
    }
}
