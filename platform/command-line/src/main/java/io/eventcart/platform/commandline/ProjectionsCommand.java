package io.eventcart.platform.commandline;

import io.eventcart.platform.sliceapi.CommandFault;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code projections [replay|rollback|discard|pause|resume NAME]}, on a running server. */
@Command(name = "projections", description = "Shows the projections of a running server, or rebuilds one while it serves.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "[COMMAND]", footer = {
        "",
        "It asks the server of --cart.data-dir, or that at --server.address and --server.port. It takes the operator's password "
                + "from the environment, CART_OPERATOR_PASSWORD, or from a file, --cart.operator.password-file=FILE."})
@SuppressWarnings("NullAway.Init") // picocli sets the field.
final class ProjectionsCommand implements Runnable {
    private static final String PATH = "/api/projections";
    private static final long POLL_MILLIS = 250;
    /** Tolerates a short outage of a store. */
    private static final int MAX_CONSECUTIVE_ERRORS = 40;

    private final ServerOverHttp server;

    @Spec
    CommandSpec spec;

    @Option(names = "--json", description = "print JSON")
    boolean json;

    ProjectionsCommand(Environment switches) {
        this.server = new ServerOverHttp(switches);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Override
    public void run() {
        var items = server.get(PATH).path("items");
        if (json) {
            out().println(items.toPrettyString());
            return;
        }
        out().printf("%-18s %-10s %12s %10s %8s  %s%n", "NAME", "STATE", "POSITION", "LAG", "LETTERS", "");
        items.forEach(item -> out().printf("%-18s %-10s %12d %10d %8d  %s%n",
                item.path("name").asString(), item.path("state").asString(), item.path("position").asLong(),
                item.path("lag").asLong(), item.path("deadLetters").asLong(), details(item)));
    }

    private static String details(JsonNode item) {
        if (!item.path("error").isNull()) {
            return item.path("error").asString();
        }
        if (item.path("replay").isObject()) {
            return item.at("/replay/percent").asInt() + " % of " + item.at("/replay/of").asLong() + " events, "
                    + item.at("/replay/eventsPerSecond").asLong(0) + " a second, until "
                    + item.at("/replay/estimatedEnd").asString("an unknown time");
        }
        if (item.path("previous").isObject()) {
            return "can be switched back to the copy of before " + item.at("/previous/since").asString();
        }
        return item.path("rebuildable").asBoolean() ? "" : "can't be rebuilt";
    }

    @Command(description = "Rebuilds the projection from all events while readers see the active copy, then switches over. The rebuild continues if this command is interrupted.", mixinStandardHelpOptions = true)
    void replay(@Parameters(paramLabel = "NAME") String name) {
        var before = server.post(address(name) + "/replay");
        var after = watch(name, before);
        if (after.path("copy").asInt() == before.path("copy").asInt()) {
            throw CommandFault.failed("The rebuild of " + name + " was discarded.");
        }
        out().println(name
                + " is rebuilt, and readers see the new copy. To switch back: eventcart projections rollback " + name);
        printComparison(after.path("comparison"), out());
    }

    private JsonNode watch(String name, JsonNode begun) {
        var errors = 0;
        var now = begun;
        try (var bar = ProgressBar.builder().setTaskName(name).setUnit(" events", 1)
                .setInitialMax(Math.max(1, begun.at("/replay/of").asLong())).setStyle(ProgressBarStyle.ASCII).build()) {
            for (; now.path("replay").isObject(); now = server.get(address(name))) {
                bar.maxHint(Math.max(1, now.at("/replay/of").asLong())).stepTo(now.at("/replay/done").asLong());
                errors = now.path("error").isNull() ? 0 : errors + 1;
                if (errors > MAX_CONSECUTIVE_ERRORS) {
                    throw CommandFault.failed("The rebuild fails and is retried: "
                            + now.path("error").asString()
                            + ". Fix that, or discard the rebuild: eventcart projections discard "
                            + name);
                }
                pause();
            }
            bar.stepTo(bar.getMax());
        }
        return now;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFault.failed("Interrupted. The rebuild continues.");
        }
    }

    /** Of a local projection, whose copies are not compared, there is none. */
    private static void printComparison(JsonNode comparison, PrintWriter out) {
        if (comparison.isMissingNode() || comparison.isNull()) {
            return;
        }
        out.printf(Locale.ROOT,
                "%,d rows are in both copies: %,d equal, %,d different. %,d were only in the old one, %,d are only in"
                        + " the new one.%n",
                comparison.path("compared").asLong(), comparison.path("equal").asLong(),
                comparison.path("different").asLong(), comparison.path("onlyInOld").asLong(),
                comparison.path("onlyInNew").asLong());
        comparison.path("examples").forEach(example -> out.println("  such as " + example.asString()));
    }

    @Command(description = "Switches back to the copy before the last rebuild, at once.", mixinStandardHelpOptions = true)
    void rollback(@Parameters(paramLabel = "NAME") String name) {
        change(name, "rollback", "is switched back.");
    }

    @Command(description = "Discards the running rebuild, or the copy before the last one.", mixinStandardHelpOptions = true)
    void discard(@Parameters(paramLabel = "NAME") String name) {
        change(name, "discard", "has an empty standby copy.");
    }

    @Command(description = "Stops the projection.", mixinStandardHelpOptions = true)
    void pause(@Parameters(paramLabel = "NAME") String name) {
        change(name, "pause", "is paused.");
    }

    @Command(description = "Resumes a paused projection.", mixinStandardHelpOptions = true)
    void resume(@Parameters(paramLabel = "NAME") String name) {
        change(name, "resume", "follows the events.");
    }

    private void change(String name, String what, String done) {
        server.post(address(name) + "/" + what);
        out().println(name + " " + done);
    }

    private static String address(String name) {
        return PATH + "/" + ServerOverHttp.encoded(name);
    }
}
