package io.eventcart.platform.sliceapi;

import java.util.Map;

/** Sends a command to its handler, wherever that runs, and waits for the outcome. */
public interface Commands {
    /**
     * @return what the command's handler returns
     * @throws Rejection if the rules refuse it; nothing was stored
     * @throws StoreUnavailable if the event store can't be reached
     */
    default <R> R send(Command<R> command) {
        return send(command, Map.of());
    }

    /** @param metaData what the command's events shall bear beside the metadata that every event has */
    <R> R send(Command<R> command, Map<String, ?> metaData);
}
