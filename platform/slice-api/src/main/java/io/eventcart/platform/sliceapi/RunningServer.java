package io.eventcart.platform.sliceapi;

import org.jspecify.annotations.Nullable;

/**
 * The server of the same data directory, asked over HTTP as its operator. Each method throws {@link CommandFault} if it can't be
 * asked, or refuses.
 */
public interface RunningServer {
    /** @param type what the JSON of the answer is read into */
    <T> T get(String path, Class<T> type);

    /**
     * @param body sent as JSON; null for none
     * @param type what the JSON of the answer is read into
     */
    <T> T post(String path, @Nullable Object body, Class<T> type);
}
