package io.eventcart.platform.migration;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export FILE}. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes all events to a file, one CloudEvent 1.0 a line. "
        + "Stopped at any moment, the same command goes on where it was.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
public final class ExportCommand implements Callable<Integer> {
    private final ConfiguredStores stores;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "compressed if its name ends in .gz")
    Path file;

    @Option(names = "--from", paramLabel = "STORE", defaultValue = "embedded", converter = StoreName.Converter.class, description = "embedded, postgres or axonserver; ${DEFAULT-VALUE} if left out")
    StoreName from;

    @Option(names = "--verify", description = "then compare the two, event by event, and name the first difference")
    boolean verify;

    @Mixin
    HistoryRewriteOptions rewritings;

    public ExportCommand(Environment switches) {
        this.stores = new ConfiguredStores(switches);
    }

    @Override
    public Integer call() {
        return MigrationRun.guarded(spec.commandLine().getErr(), this::export);
    }

    private int export() {
        var run = new MigrationRun(rewritings.rewrite(), spec.commandLine().getOut(),
                spec.commandLine().getErr());
        try (var source = stores.source(from)) {
            if (source.count() == 0) {
                throw MigrationFault.calledWrongly(source.where() + " has no events.", "Name the store that has.");
            }
            try (var target = EventFile.toWrite(file)) {
                run.copy(source, target, () -> {});
            }
            run.say(
                    "The shoppers' keys are not in the file: who is to read personal data needs keys and master key, too.");
            return verify ? run.verify(source, EventFile.toRead(file)) : MigrationRun.DONE;
        }
    }
}
