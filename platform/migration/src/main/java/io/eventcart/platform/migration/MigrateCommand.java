package io.eventcart.platform.migration;

import java.util.concurrent.Callable;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code migrate --from STORE --to STORE}. */
@Command(name = "migrate", mixinStandardHelpOptions = true, description = "Copies all events from one store to another, as stored. "
        + "Stopped at any moment, the same command goes on where it was.", footer = {"STORE is one of", //
                "  embedded    in the folder that --cart.data-dir names", //
                "  postgres    that --spring.datasource.url, .username and .password name",
                "  axonserver  that --axon.axonserver.servers names"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
public final class MigrateCommand implements Callable<Integer> {
    private final ConfiguredStores stores;

    @Spec
    CommandSpec spec;

    @Option(names = "--from", paramLabel = "STORE", required = true, converter = StoreName.Converter.class, description = "where the events are")
    StoreName from;

    @Option(names = "--to", paramLabel = "STORE", required = true, converter = StoreName.Converter.class, description = "where they are to be")
    StoreName to;

    @Option(names = "--verify", description = "then compare the two, event by event, and name the first difference")
    boolean verify;

    @Mixin
    HistoryRewriteOptions rewritings;

    public MigrateCommand(Environment switches) {
        this.stores = new ConfiguredStores(switches);
    }

    @Override
    public Integer call() {
        return MigrationRun.guarded(spec.commandLine().getErr(), this::migrate);
    }

    private int migrate() {
        if (from == to) {
            throw MigrationFault.calledWrongly("Both ends are " + from + ".",
                    "Name two different stores; from one " + from
                            + " to another, use export and import-events.");
        }
        var rewrite = rewritings.rewrite();
        var preparation = new TargetPreparation(stores, from, to);
        var run = new MigrationRun(rewrite, spec.commandLine().getOut(), spec.commandLine().getErr());
        try (var source = stores.source(from)) {
            if (source.count() == 0) {
                throw MigrationFault.calledWrongly(source.where() + " has no events.", "Name the store that has.");
            }
            try (var target = stores.target(to)) {
                run.copy(source, target, () -> preparation.prepare(target.count() == 0, rewrite.changes(),
                        run::say));
            }
            preparation.recordTargetStore();
            new AccompanyingData(stores, from, to).copy(rewrite.changes(), run::say);
            if (!verify) {
                return MigrationRun.DONE;
            }
            try (var target = stores.target(to)) {
                return run.verify(source, target);
            }
        }
    }
}
