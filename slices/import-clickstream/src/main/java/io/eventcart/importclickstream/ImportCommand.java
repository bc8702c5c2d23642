package io.eventcart.importclickstream;

import io.eventcart.platform.sliceapi.CheckedFirst;
import io.eventcart.platform.sliceapi.CommandFault;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.StoreUnavailable;
import io.eventcart.sharedkernel.CartHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.JacksonException;

/** {@code import FILE… [--currency EUR] [--report FILE]}. Exit codes: 0 done, 1 the store failed, 2 called wrongly. */
@Component
@Command(name = "import", description = "Lets the people of a public clickstream shop here. A file may be imported again: "
        + "nothing is added twice.", footer = "Lines of one session must be in the order of their times.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class ImportCommand implements Callable<Integer>, CheckedFirst {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;
    private static final String IMPORT_AGAIN = "Import again then: nothing is added twice.";

    private final Commands commands;
    private final CartHistory history;

    @Spec
    CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "event_time,event_type,product_id,price,user_id,"
            + "user_session; in this order, with this header")
    List<Path> paths;

    @Option(names = "--currency", paramLabel = "CODE", defaultValue = "EUR", converter = Currency.class, description = "of all prices, as ISO 4217 has it; ${DEFAULT-VALUE} if left out")
    CurrencyUnit currency;

    @Option(names = "--report", paramLabel = "FILE", converter = ImportCommand.ReportFile.class, description = "where to write the report as JSON")
    @Nullable
    Path report;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this")
    boolean help;

    ImportCommand(Commands commands, CartHistory history) {
        this.commands = commands;
        this.history = history;
    }

    /** Skips a pipe, which can be opened only once. */
    @Override
    public void check() {
        for (var path : paths) {
            if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
                continue;
            }
            try {
                ClickstreamFile.open(path).close();
            } catch (UnreadableFile e) {
                throw CommandFault.calledWrongly(e.getMessage() + " Nothing is imported.");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Integer call() throws IOException {
        try (var files = ClickstreamFiles.open(paths)) {
            return importClicks(files);
        } catch (UnreadableFile e) {
            return fail(CALLED_WRONGLY, e.getMessage() + " Nothing is imported.");
        }
    }

    private int importClicks(ClickstreamFiles files) {
        var tally = new ImportTally();
        var begin = System.nanoTime();
        try (var progress = new ImportProgress(files, spec.commandLine().getErr())) {
            var shopping = new Shopping(commands, new ClickSessions(history, ClickSessions.MAX_CACHED), tally);
            for (var file : files.all()) {
                shopping.beginFile();
                importClicks(file, shopping, tally, progress);
            }
        } catch (StoreUnavailable e) {
            return fail(FAILED, "The event store failed after " + tally.report().rows() + " lines: " + reason(e)
                    + ". See that it runs. " + IMPORT_AGAIN);
        } catch (UnreadableFile e) {
            return fail(CALLED_WRONGLY, e.getMessage() + " " + IMPORT_AGAIN);
        }
        return printReport(tally.report(), Duration.ofNanos(System.nanoTime() - begin));
    }

    private void importClicks(ClickstreamFile file, Shopping shopping, ImportTally tally, ImportProgress progress)
            throws UnreadableFile {
        var format = new ClickFormat(currency);
        for (var line = file.nextLine(); line != null; line = file.nextLine()) {
            tally.row();
            try {
                shopping.follow(format.parse(line));
            } catch (MalformedLine e) {
                tally.malformed(paths.size() > 1 ? file.path().toString() : null, file.lineNumber(),
                        String.valueOf(e.getMessage()));
            }
            progress.update();
        }
    }

    private int printReport(ImportReport result, Duration took) {
        spec.commandLine().getOut().print(result.table(took));
        spec.commandLine().getOut().flush();
        if (report != null) {
            try {
                result.writeJson(report);
            } catch (JacksonException e) {
                return fail(FAILED, "All is imported, but the report can't be written to " + report + ": "
                        + e.getOriginalMessage());
            }
        }
        return DONE;
    }

    private static String reason(StoreUnavailable failure) {
        return failure.getCause() == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + " (" + failure.getCause().getMessage() + ")";
    }

    private int fail(int exitCode, String message) {
        spec.commandLine().getErr().println(message);
        spec.commandLine().getErr().flush();
        return exitCode;
    }

    static final class ReportFile implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            var report = Path.of(text);
            if (Files.isDirectory(report) || !Files.isDirectory(report.toAbsolutePath().resolveSibling(""))) {
                throw new TypeConversionException(
                        "The report can't be written to " + report + ". Name a file in a folder that is there");
            }
            return report;
        }
    }
}
