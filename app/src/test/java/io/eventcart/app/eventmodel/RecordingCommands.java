package io.eventcart.app.eventmodel;

import io.eventcart.platform.sliceapi.Command;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps in mind what is sent. Nothing comes of it: views send nothing, and a translation asks nobody what came of it. */
final class RecordingCommands implements Commands {
    private final List<Command<?>> sent = new ArrayList<>();

    List<Command<?>> sent() {
        return sent;
    }

    @Override
    @SuppressWarnings("NullAway")
    public <R> R send(Command<R> command, Guard guard, Map<String, ?> metaData) {
        sent.add(command);
        return null;
    }
}
