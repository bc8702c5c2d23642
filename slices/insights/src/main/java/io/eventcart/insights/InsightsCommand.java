package io.eventcart.insights;

import io.eventcart.insights.Insights.FunnelRequest;
import io.eventcart.insights.answers.Funnel;
import io.eventcart.platform.sliceapi.CommandFault;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.platform.sliceapi.StoreOnly;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code insights funnel|abandonment|products|before-checkout|series|export}. Exit codes: 0 done, 1 failed, 2 called wrongly. */
@Component
@StoreOnly
@Command(name = "insights", description = "Answers over the whole history. eventcart ask takes any question in SQL.", subcommands = HelpCommand.class, synopsisSubcommandLabel = "COMMAND", mixinStandardHelpOptions = true, footer = {
        "", "Durations are ISO 8601, such as PT1H or P7D; instants such as 2026-12-01T12:00:00Z."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class InsightsCommand {
    private static final int DONE = 0;

    private final InsightsSources sources;
    private final InsightsExport export;
    private final JsonMapper json;

    @Spec
    CommandSpec spec;

    InsightsCommand(InsightsSources sources, InsightsExport export, JsonMapper json) {
        this.sources = sources;
        this.export = export;
        this.json = json;
    }

    /** Options of all answers. */
    static final class Seen {
        @Option(names = "--from", paramLabel = "INSTANT", description = "count from then on")
        @Nullable
        String from;

        @Option(names = "--to", paramLabel = "INSTANT", description = "count until then, not included")
        @Nullable
        String to;

        @Option(names = "--as-of", paramLabel = "INSTANT", description = "see nothing that happened later")
        @Nullable
        String asOf;

        @Option(names = "--json", description = "print JSON, as the HTTP call answers")
        boolean isJson;

        Map<String, String> arguments(@Nullable String... more) {
            var given = new HashMap<String, String>();
            put(given, "from", from);
            put(given, "to", to);
            put(given, "asOf", asOf);
            for (var i = 0; i < more.length; i += 2) {
                put(given, Objects.requireNonNull(more[i]), more[i + 1]);
            }
            return given;
        }

        private static void put(Map<String, String> given, String name, @Nullable String value) {
            if (value != null) {
                given.put(name, value);
            }
        }
    }

    @Command(description = "Counts how many carts or shoppers get from step to step.", mixinStandardHelpOptions = true)
    int funnel(
            @Option(names = "--by", paramLabel = "cart|shopper", description = "what is counted; carts if left out") @Nullable String by,
            @Option(names = "--step", paramLabel = "TYPE", required = true, description = "an event type, such as cart.item-added; repeat it for each step") List<String> steps,
            @Option(names = "--within", paramLabel = "DURATION", description = "the longest time from the first step to any other") @Nullable String within,
            @Mixin Seen seen) {
        var request = new FunnelRequest(by, List.copyOf(steps), within, seen.from, seen.to, seen.asOf);
        return answer(seen, () -> source().funnel(request), answer -> chart(answer));
    }

    private String chart(Funnel funnel) {
        var chart = new BarChart(charset());
        for (var step : funnel.steps()) {
            var share = step.ofFirst() == null
                    ? ""
                    : String.format(Locale.ROOT, "  %.1f %% of the first", step.ofFirst() * 100);
            var median = step.medianFromPrevious() == null ? "" : "  median " + step.medianFromPrevious();
            chart.bar(step.type(), step.count(), String.format(Locale.ROOT, "%,d", step.count()) + share + median);
        }
        return chart.toString();
    }

    @Command(description = "Counts the carts that were left with something in them.", mixinStandardHelpOptions = true)
    int abandonment(
            @Option(names = "--idle", paramLabel = "DURATION", description = "how long nothing happens to a cart that is left; PT1H if left out") @Nullable String idle,
            @Option(names = "--window", paramLabel = "DURATION", description = "how long the shopper has to complete another cart; P7D if left out") @Nullable String window,
            @Mixin Seen seen) {
        var arguments = seen.arguments("idle", idle, "window", window);
        return answer(seen, () -> source().abandonment(arguments), answer -> {
            var chart = new BarChart(charset());
            chart.bar("carts", answer.carts(), count(answer.carts()))
                    .bar("checked out", answer.checkedOut(), count(answer.checkedOut()))
                    .bar("abandoned", answer.abandoned(), count(answer.abandoned()))
                    .bar("  recovered", answer.recovered(), count(answer.recovered()))
                    .bar("  completed later", answer.completedLater(), count(answer.completedLater()))
                    .bar("  lost", answer.lost(), count(answer.lost()));
            var value = new StringBuilder();
            answer.value()
                    .forEach(sum -> value.append("worth ").append(sum.abandoned()).append(' ').append(sum.currency())
                            .append(", of which ").append(sum.lost()).append(" is lost\n"));
            return chart.toString() + value;
        });
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    @Command(description = "Shows how often each product is added, removed and bought.", mixinStandardHelpOptions = true)
    int products(
            @Option(names = "--sort", paramLabel = "FIELD", description = "such as timesAdded (if left out), timesRemoved, piecesBought or removedThenBought") @Nullable String sort,
            @Option(names = "--limit", paramLabel = "NUMBER", defaultValue = "20", description = "how many products; ${DEFAULT-VALUE} if left out") int limit,
            @Mixin Seen seen) {
        var arguments = seen.arguments("sort", sort, "limit", Integer.toString(limit));
        return answer(seen, () -> source().products(arguments), answer -> {
            var table = new TextTable(
                    List.of("product", "name", "carts", "times added", "pieces added", "times removed",
                            "pieces removed", "pieces bought", "removed, then bought"));
            answer.items().forEach(
                    item -> table.row(Arrays.asList(item.productId(), item.name(), item.carts(), item.timesAdded(),
                            item.piecesAdded(), item.timesRemoved(), item.piecesRemoved(), item.piecesBought(),
                            item.removedThenBought())));
            return table.toString();
        });
    }

    @Command(name = "before-checkout", description = "Compares what came before checkouts and before carts were left.", mixinStandardHelpOptions = true)
    int beforeCheckout(
            @Option(names = "--last", paramLabel = "NUMBER", defaultValue = "3", description = "how many events a pattern has; ${DEFAULT-VALUE} if left out") int last,
            @Option(names = "--idle", paramLabel = "DURATION", description = "how long nothing happens to a cart that is left; PT1H if left out") @Nullable String idle,
            @Option(names = "--as-of", paramLabel = "INSTANT", description = "see nothing that happened later") @Nullable String asOf,
            @Option(names = "--json", description = "print JSON, as the HTTP call answers") boolean isJson) {
        var seen = new Seen();
        seen.asOf = asOf;
        seen.isJson = isJson;
        var arguments = seen.arguments("last", Integer.toString(last), "idle", idle);
        return answer(seen, () -> source().beforeCheckout(arguments), answer -> {
            var table = new TextTable(
                    List.of("before a checkout", "before it was left", "odds ratio", "95 %", "pattern"));
            answer.items().forEach(item -> table.row(Arrays.asList(item.beforeCheckout(), item.beforeAbandonment(),
                    item.oddsRatio() == null ? null : Math.round(item.oddsRatio() * 100) / 100.0,
                    item.low() == null || item.high() == null
                            ? "no ratio"
                            : String.format(Locale.ROOT, "%.2f to %.2f", item.low(), item.high()),
                    String.join(" > ", item.pattern()))));
            return table.toString();
        });
    }

    @Command(description = "Shows the shop over time.", mixinStandardHelpOptions = true)
    int series(
            @Option(names = "--bucket", paramLabel = "DURATION", description = "how long each step of time is; P1D if left out") @Nullable String bucket,
            @Option(names = "--idle", paramLabel = "DURATION", description = "how long nothing happens to a cart that is left; PT1H if left out") @Nullable String idle,
            @Mixin Seen seen) {
        var arguments = seen.arguments("bucket", bucket, "idle", idle);
        return answer(seen, () -> source().series(arguments), answer -> {
            var chart = new BarChart(charset());
            answer.items().forEach(item -> chart.bar(item.start().toString(), item.opened(),
                    count(item.opened()) + " opened, " + count(item.left()) + " left, " + count(item.bought())
                            + " bought"));
            return chart.toString();
        });
    }

    @Command(description = "Writes the whole copy into a new folder, for other tools.", mixinStandardHelpOptions = true)
    int export(
            @Parameters(paramLabel = "DIR", description = "a folder that does not exist yet, or is empty") Path folder,
            @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "parquet", description = "parquet or csv: a file for each table; duckdb: one file; ocel-json or ocel-sqlite: an event log for process mining; ${DEFAULT-VALUE} if left out") String format) {
        var form = InsightsExport.Form.of(format);
        refusals(() -> {
            export.write(source(), form, folder, spec.commandLine().getErr());
            return true;
        });
        return DONE;
    }

    private InsightsSource source() {
        return sources.open();
    }

    private Charset charset() {
        return Charset.forName(System.getProperty("stdout.encoding", "UTF-8"));
    }

    /** Makes text of an answer. */
    private interface AsText<T> {
        String of(T answer);
    }

    private <T> int answer(Seen seen, Supplier<T> question, AsText<T> text) {
        var answer = refusals(question);
        var out = spec.commandLine().getOut();
        out.print(seen.isJson
                ? json.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n"
                : text.of(answer));
        out.flush();
        return DONE;
    }

    /** A refusal is the caller's fault, and its message says what to do. */
    static <T> T refusals(Supplier<T> question) {
        try {
            return question.get();
        } catch (Rejection e) {
            throw e.details().nature() == Rejection.Nature.MALFORMED
                    ? CommandFault.calledWrongly(e.details().message())
                    : CommandFault.failed(e.details().message());
        }
    }
}
