package io.eventcart.app.commandline;

import io.eventcart.app.commandline.RunningServer.Refused;
import java.io.PrintWriter;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a running server. Exit codes: 0 done, 1 not done, 2 called wrongly. */
@SuppressWarnings("NullAway.Init") // picocli sets the field.
abstract class AskingCommand {
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int CALLED_WRONGLY = 2;

    final RunningServer server;

    @Spec
    CommandSpec spec;

    AskingCommand(Environment switches) {
        this.server = new RunningServer(switches);
    }

    /** Talks to the server and prints what it says. */
    interface Conversation {
        void with(PrintWriter out) throws Refused;
    }

    final int have(Conversation conversation) {
        var out = spec.commandLine().getOut();
        try {
            conversation.with(out);
            return DONE;
        } catch (Refused e) {
            out.flush();
            spec.commandLine().getErr().println(e.getMessage());
            spec.commandLine().getErr().flush();
            return e.isCalledWrongly() ? CALLED_WRONGLY : NOT_DONE;
        } finally {
            out.flush();
        }
    }
}
