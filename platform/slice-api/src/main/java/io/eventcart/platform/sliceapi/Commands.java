package io.eventcart.platform.sliceapi;

import java.util.Map;

/** Sends a command to its handler, wherever that runs, and waits for the outcome. */
public interface Commands {
    /** The same, {@linkplain Guard#NONE without a guard}. */
    default <R> R send(Command<R> command) {
        return send(command, Guard.NONE);
    }

    /**
     * @return what the command's handler returns
     * @throws Rejection if the rules refuse it; nothing was stored
     * @throws StoreUnavailable if the event store can't be reached
     */
    default <R> R send(Command<R> command, Guard guard) {
        return send(command, guard, Map.of());
    }

    /** The same. The command's events get the metadata beside that of every event. */
    <R> R send(Command<R> command, Guard guard, Map<String, ?> metaData);
}
