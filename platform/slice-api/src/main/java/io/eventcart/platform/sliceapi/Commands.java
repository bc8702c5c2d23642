package io.eventcart.platform.sliceapi;

import java.util.Map;

/** Sends a command to its handler, in this or another instance, and waits for the outcome. */
public interface Commands {
    /** Sends a command {@linkplain Guard#NONE without a guard}. */
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

    /** Sends a command. Its events get this metadata in addition to that of every event. */
    <R> R send(Command<R> command, Guard guard, Map<String, ?> metaData);
}
