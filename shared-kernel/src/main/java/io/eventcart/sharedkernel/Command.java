package io.eventcart.sharedkernel;

/**
 * Something that somebody wants done. A record, named in the imperative.
 *
 * @param <R> what its handler returns
 */
@SuppressWarnings("unused") // R binds what Commands.send returns to what the handler does.
public interface Command<R> {}
