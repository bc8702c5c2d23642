package io.eventcart.app.commandline;

import io.eventcart.app.commandline.RunningServer.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code dead-letters list|show|retry|discard}, of a running server. */
@Command(name = "dead-letters", description = "The events that a projection of a running server could not handle.", subcommands = HelpCommand.class, synopsisSubcommandLabel = "COMMAND", footer = {
        "",
        "It asks the server at --server.address and --server.port. It takes the operator's password from the environment, "
                + "CART_OPERATOR_PASSWORD, or from a file, --cart.operator.password-file=FILE."})
final class DeadLettersCommand extends AskingCommand {
    private static final String PATH = "/api/dead-letters";

    DeadLettersCommand(Environment switches) {
        super(switches);
    }

    @Command(description = "Shows them, those put aside first on top.", mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--projection", paramLabel = "NAME", description = "of one projection only") @Nullable String projection) {
        return have(out -> {
            var items = server.get(PATH + "?limit=1000"
                    + (projection == null ? "" : "&projection=" + RunningServer.encoded(projection))).path("items");
            if (items.isEmpty()) {
                out.println("There are no dead letters.");
                return;
            }
            out.printf("%-36s  %-14s %4s %-36s %7s %-24s %8s  %s%n", "LETTER", "PROJECTION", "SIDE", "CART", "VERSION",
                    "EVENT", "ATTEMPTS", "CAUSE");
            items.forEach(item -> out.printf("%-36s  %-14s %4d %-36s %7s %-24s %8d  %s%n", item.path("id").asString(),
                    item.path("projection").asString(), item.path("side").asInt(), item.path("sequence").asString(),
                    item.path("version").asString(""), item.path("type").asString(), item.path("attempts").asInt(),
                    cause(item)));
        });
    }

    private static String cause(JsonNode letter) {
        var cause = letter.path("cause");
        return cause.isObject()
                ? cause.path("type").asString().replaceFirst(".*\\.", "") + ": "
                        + cause.path("message").asString("").lines().findFirst().orElse("")
                : "waits for the one before it";
    }

    @Command(description = "Shows one, with the event as it is stored.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "LETTER") String id) {
        return have(out -> out.println(server.get(address(id)).toPrettyString()));
    }

    @Command(description = "Handles the cart's letters once more, in their order, up to the first that fails again.", mixinStandardHelpOptions = true)
    int retry(@Parameters(paramLabel = "LETTER") String id) {
        return have(out -> {
            var retry = server.post(address(id) + "/retry");
            if (!retry.path("mended").asBoolean()) {
                throw new Refused("It failed again: " + cause(retry) + ". " + retry.path("left").asLong()
                        + " letters of the cart are left. Mend the cause, or discard the letter and rebuild the projection later.",
                        false);
            }
            out.println("Handled. The cart has no dead letters any more.");
        });
    }

    @Command(description = "Gives up one letter: the projection will lack what the event tells, until it is rebuilt.", mixinStandardHelpOptions = true)
    int discard(@Parameters(paramLabel = "LETTER") String id) {
        return have(out -> {
            server.delete(address(id));
            out.println("Discarded. eventcart projections replay NAME hands the event to the projection again.");
        });
    }

    private static String address(String id) {
        return PATH + "/" + RunningServer.encoded(id);
    }
}
