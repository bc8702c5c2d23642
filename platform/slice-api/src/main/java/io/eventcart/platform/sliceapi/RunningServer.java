package io.eventcart.platform.sliceapi;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Calls the server of the same data directory over HTTP, as its operator. Each method throws {@link CommandFault} if the server
 * can't be reached or refuses the call.
 */
public interface RunningServer {
    /** @param type the type to read the answer's JSON into */
    <T> T get(String path, Class<T> type);

    /**
     * @param body sent as JSON; null for none
     * @param type the type to read the answer's JSON into
     */
    <T> T post(String path, @Nullable Object body, Class<T> type);

    /**
     * Writes an answer into a file, whatever its form. A refusal leaves no file.
     *
     * @param body sent as JSON with POST; null for GET
     * @param mediaType the form to ask for, such as {@code text/csv}
     */
    void download(String path, @Nullable Object body, String mediaType, Path file);
}
