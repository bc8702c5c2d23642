package io.eventcart.insights;

import io.eventcart.insights.sql.ExportFormat;
import io.eventcart.platform.sliceapi.CommandFault;
import io.eventcart.platform.sliceapi.StoreOnly;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ask [SQL]}. Exit codes: 0 done, 1 failed, 2 called wrongly or refused. */
@Component
@StoreOnly
@Command(name = "ask", description = "Asks the whole history any question in SQL. Without a question it gives a prompt.", footer = {
        "",
        "There is a table for each type of event, such as cart_item_added, and one of all events:",
        "  eventcart ask \"SHOW TABLES\"", "  eventcart ask \"DESCRIBE cart_item_added\"",
        "  eventcart ask \"SELECT product_id, count(*) FROM cart_item_added GROUP BY 1 ORDER BY 2 DESC LIMIT 10\""})
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class AskCommand implements Callable<Integer> {
    private static final int DONE = 0;

    private final InsightsSources sources;
    private final JsonMapper json;

    @Spec
    CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SQL", description = "one read-only statement")
    @Nullable
    String sql;

    @ArgGroup
    @Nullable
    Form form;

    @Option(names = "--limit", paramLabel = "NUMBER", defaultValue = "1000", description = "the most rows to show, up to 10000; ${DEFAULT-VALUE} if left out")
    int limit;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this")
    boolean help;

    AskCommand(InsightsSources sources, JsonMapper json) {
        this.sources = sources;
        this.json = json;
    }

    /** At most one of these; else a table for people. */
    static final class Form {
        @Option(names = "--csv", description = "print all rows as CSV")
        boolean isCsv;

        @Option(names = "--parquet", paramLabel = "FILE", description = "write all rows into a Parquet file")
        @Nullable
        Path parquet;

        @Option(names = "--json", description = "print JSON, as POST /api/insights/query answers")
        boolean isJson;
    }

    @Override
    public Integer call() {
        if (sql == null) {
            if (form != null) {
                throw CommandFault.calledWrongly("--csv, --parquet and --json need a question.");
            }
            new SqlPrompt(sources.open(), spec.commandLine().getOut(), limit).run();
            return DONE;
        }
        var question = sql;
        return InsightsCommand.refusals(() -> answer(sources.open(), question, spec.commandLine().getOut()));
    }

    private int answer(InsightsSource source, String question, PrintWriter out) {
        if (form != null && form.parquet != null) {
            if (Files.exists(form.parquet)) {
                throw CommandFault.calledWrongly(form.parquet + " exists already. Name a new file.");
            }
            source.export(question, ExportFormat.PARQUET, form.parquet);
        } else if (form != null && form.isCsv) {
            printCsv(source, question, out);
        } else {
            var answer = source.query(question, limit);
            out.print(form == null
                    ? text(answer)
                    : json.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n");
            out.flush();
        }
        return DONE;
    }

    private static void printCsv(InsightsSource source, String question, PrintWriter out) {
        try {
            var folder = Files.createTempDirectory("eventcart");
            var file = folder.resolve("answer.csv");
            try {
                source.export(question, ExportFormat.CSV, file);
                try (var lines = Files.newBufferedReader(file)) {
                    lines.transferTo(out);
                }
                out.flush();
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(QueryAnswer answer) {
        var rows = answer.rows().size();
        return TextTable.of(answer) + "(" + rows + (rows == 1 ? " row" : " rows")
                + (answer.truncated() ? ", and more" : "")
                + ", up to position " + answer.position() + ", " + answer.tookMillis() + " ms)\n";
    }
}
