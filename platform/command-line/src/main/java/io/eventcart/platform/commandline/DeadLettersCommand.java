package io.eventcart.platform.commandline;

import io.eventcart.platform.sliceapi.CommandFault;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code dead-letters list|show|retry|discard}, on a running server. */
@Command(name = "dead-letters", description = "The events that a projection of a running server could not handle.", subcommands = HelpCommand.class, synopsisSubcommandLabel = "COMMAND", footer = {
        "",
        "It asks the server of --cart.data-dir, or that at --server.address and --server.port. It takes the operator's password "
                + "from the environment, CART_OPERATOR_PASSWORD, or from a file, --cart.operator.password-file=FILE."})
@SuppressWarnings("NullAway.Init") // picocli sets the field.
final class DeadLettersCommand {
    private static final String PATH = "/api/dead-letters";

    private final ServerOverHttp server;

    @Spec
    CommandSpec spec;

    DeadLettersCommand(Environment switches) {
        this.server = new ServerOverHttp(switches);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(description = "Lists the dead letters, oldest first.", mixinStandardHelpOptions = true)
    void list(
            @Option(names = "--projection", paramLabel = "NAME", description = "of one projection only") @Nullable String projection,
            @Option(names = "--json", description = "print JSON") boolean json) {
        var items = server.get(PATH + "?limit=1000"
                + (projection == null ? "" : "&projection=" + ServerOverHttp.encoded(projection))).path("items");
        if (json) {
            out().println(items.toPrettyString());
            return;
        }
        if (items.isEmpty()) {
            out().println("There are no dead letters.");
            return;
        }
        out().printf("%-36s  %-14s %4s %-36s %7s %-24s %8s  %s%n", "LETTER", "PROJECTION", "COPY", "CART", "VERSION",
                "EVENT", "ATTEMPTS", "CAUSE");
        items.forEach(item -> out().printf("%-36s  %-14s %4d %-36s %7s %-24s %8d  %s%n", item.path("id").asString(),
                item.path("projection").asString(), item.path("copy").asInt(), item.path("sequence").asString(),
                item.path("version").asString(""), item.path("type").asString(), item.path("attempts").asInt(),
                cause(item)));
    }

    private static String cause(JsonNode letter) {
        var cause = letter.path("cause");
        return cause.isObject()
                ? cause.path("type").asString().replaceFirst(".*\\.", "") + ": "
                        + cause.path("message").asString("").lines().findFirst().orElse("")
                : "waits for the one before it";
    }

    @Command(description = "Shows one dead letter with its stored event, as JSON.", mixinStandardHelpOptions = true)
    void show(@Parameters(paramLabel = "LETTER") String id) {
        out().println(server.get(address(id)).toPrettyString());
    }

    @Command(description = "Retries the cart's dead letters in order, up to the first that fails again.", mixinStandardHelpOptions = true)
    void retry(@Parameters(paramLabel = "LETTER") String id) {
        var retry = server.post(address(id) + "/retry");
        if (!retry.path("mended").asBoolean()) {
            throw CommandFault.failed("It failed again: " + cause(retry) + ". " + retry.path("left").asLong()
                    + " letters of the cart are left. Fix the cause, or discard the letter and rebuild the projection later.");
        }
        out().println("Handled. The cart has no dead letters any more.");
    }

    @Command(description = "Discards one dead letter: the projection lacks its event until a rebuild.", mixinStandardHelpOptions = true)
    void discard(@Parameters(paramLabel = "LETTER") String id) {
        server.delete(address(id));
        out().println("Discarded. eventcart projections replay NAME hands the event to the projection again.");
    }

    private static String address(String id) {
        return PATH + "/" + ServerOverHttp.encoded(id);
    }
}
