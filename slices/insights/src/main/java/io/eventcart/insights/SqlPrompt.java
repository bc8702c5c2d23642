package io.eventcart.insights;

import io.eventcart.platform.sliceapi.CommandFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Reads questions from a terminal, with completion of the tables' and columns' names, or from a pipe. A question ends with a
 * semicolon or an empty line.
 */
final class SqlPrompt {
    private static final String HELP = """
            Type a question in SQL; it ends with ; or an empty line.
              \\d          the tables
              \\d TABLE    the columns of a table
              \\q          the end
            The tab key completes names.
            """;
    private static final List<String> KEYWORDS = List.of("SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "HAVING",
            "LIMIT", "JOIN",
            "ON", "WITH", "AS", "DESC", "count(*)", "count(DISTINCT", "sum(", "median(", "date_trunc('day', ",
            "DESCRIBE", "SHOW TABLES",
            "\\d", "\\q");

    private final InsightsSource source;
    private final PrintWriter out;
    private final int limit;
    private boolean isEnded;

    SqlPrompt(InsightsSource source, PrintWriter out, int limit) {
        this.source = source;
        this.out = out;
        this.limit = limit;
    }

    void run() {
        try (var terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
            run(terminal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run(Terminal terminal) {
        var reader = LineReaderBuilder.builder().terminal(terminal).appName("eventcart").completer(names())
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true).build();
        var isDumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
        if (!isDumb) {
            print("Ask the history. \\? helps, \\q ends.\n");
        }
        var question = new StringBuilder();
        while (!isEnded) {
            try {
                take(question, reader.readLine(isDumb ? "" : question.isEmpty() ? "ask> " : "  -> "));
            } catch (UserInterruptException e) {
                question.setLength(0);
            } catch (EndOfFileException e) {
                take(question, Objects.requireNonNullElse(e.getPartialLine(), ""));
                take(question, "");
                isEnded = true;
            }
        }
    }

    private void take(StringBuilder question, String line) {
        if (question.isEmpty() && line.strip().startsWith("\\")) {
            obey(line.strip());
            return;
        }
        question.append(line).append('\n');
        if (line.isBlank() || line.stripTrailing().endsWith(";")) {
            ask(question.toString().strip());
            question.setLength(0);
        }
    }

    private void obey(String command) {
        var words = command.split("\\s+", 2);
        switch (words[0]) {
            case "\\q" -> isEnded = true;
            case "\\d" -> ask(words.length == 1 ? "SHOW TABLES" : "DESCRIBE \"" + words[1].replace("\"", "") + "\"");
            default -> print(HELP);
        }
    }

    /** A refused question does not end the prompt. */
    private void ask(String question) {
        if (question.isEmpty() || question.equals(";")) {
            return;
        }
        try {
            print(InsightsCommand.refusals(() -> AskCommand.text(source.query(question, limit))));
        } catch (CommandFault e) {
            print(e.getMessage() + "\n");
        }
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }

    private Completer names() {
        var names = new ArrayList<String>(KEYWORDS);
        columns().forEach((table, columns) -> {
            names.add(table);
            names.addAll(columns);
        });
        return new StringsCompleter(
                names.stream().flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT))).distinct().toList());
    }

    private Map<String, List<String>> columns() {
        var columns = new TreeMap<String, List<String>>();
        for (var table : firstColumn("SHOW TABLES")) {
            columns.put(table, firstColumn("DESCRIBE \"" + table + "\""));
        }
        return columns;
    }

    private List<String> firstColumn(String question) {
        return source.query(question, limit).rows().stream().map(row -> Objects.toString(row.getFirst(), "")).toList();
    }
}
