package io.eventcart.app.eventmodel;

import io.eventcart.sharedkernel.CartCommand;
import io.eventcart.sharedkernel.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps in mind what is sent. Nothing comes of it: views send nothing, and a translation asks nobody what came of it. */
final class RecordingCommands implements Commands {
    private final List<CartCommand<?>> sent = new ArrayList<>();

    List<CartCommand<?>> sent() {
        return sent;
    }

    @Override
    @SuppressWarnings("NullAway")
    public <R> R send(CartCommand<R> command, Map<String, ?> metaData) {
        sent.add(command);
        return null;
    }
}
