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

/** {@code import-events FILE}. */
@Command(name = "import-events", mixinStandardHelpOptions = true, description = "Reads the events of a file that export has written "
        + "into an empty store. Stopped at any moment, the same command goes on where it was.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
public final class ImportEventsCommand implements Callable<Integer> {
    private final ConfiguredStores stores;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "compressed if its name ends in .gz")
    Path file;

    @Option(names = "--to", paramLabel = "STORE", defaultValue = "embedded", converter = StoreName.Converter.class, description = "embedded, postgres or axonserver; ${DEFAULT-VALUE} if left out")
    StoreName to;

    @Option(names = "--verify", description = "then compare the two, event by event, and name the first difference")
    boolean verify;

    @Mixin
    HistoryRewriteOptions rewritings;

    public ImportEventsCommand(Environment switches) {
        this.stores = new ConfiguredStores(switches);
    }

    @Override
    public Integer call() {
        return MigrationRun.guarded(spec.commandLine().getErr(), this::importEvents);
    }

    private int importEvents() {
        var rewrite = rewritings.rewrite();
        var preparation = new TargetPreparation(stores, null, to);
        var run = new MigrationRun(rewrite, spec.commandLine().getOut(), spec.commandLine().getErr());
        try (var source = EventFile.toRead(file)) {
            try (var target = stores.target(to)) {
                run.copy(source, target, () -> preparation.prepare(target.count() == 0, rewrite.changes(),
                        run::say));
            }
            preparation.recordTargetStore();
            if (!verify) {
                return MigrationRun.DONE;
            }
            try (var target = stores.target(to)) {
                return run.verify(source, target);
            }
        }
    }
}
