package io.eventcart.platform.personaldata;

import io.eventcart.platform.eventstore.Instances;
import io.eventcart.platform.sliceapi.CommandFault;
import io.eventcart.platform.sliceapi.RunningServer;
import io.eventcart.platform.sliceapi.StartFault;
import io.eventcart.platform.sliceapi.StoreOnly;
import io.eventcart.platform.sliceapi.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keys rotate-master [--to FILE]}. Exit codes: 0 done, 1 failed, 2 called wrongly; on failure nothing has changed. */
@Component
@StoreOnly
@Command(name = "keys", description = "The keys that personal data is encrypted with.", subcommands = HelpCommand.class, synopsisSubcommandLabel = "COMMAND", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class RotateMaster {
    private static final int DONE = 0;

    private final ObjectProvider<PersonKeys> keys;
    private final ObjectProvider<DataSource> database;
    private final ObjectProvider<RunningServer> server;
    private final MasterKeySource source;
    private final Environment switches;

    @Spec
    CommandSpec spec;

    RotateMaster(ObjectProvider<PersonKeys> keys, ObjectProvider<DataSource> database,
            ObjectProvider<RunningServer> server, MasterKeySource source, Environment switches) {
        this.keys = keys;
        this.database = database;
        this.server = server;
        this.source = source;
        this.switches = switches;
    }

    @Command(name = "rotate-master", description = "Wraps every shopper's key with a new master key. The server must not "
            + "run meanwhile. All are wrapped anew or, whatever happens, none; then run it again.", mixinStandardHelpOptions = true)
    int rotate(
            @Option(names = "--to", paramLabel = "FILE", description = "the new master key: a file of 32 bytes or their "
                    + "Base64, or base64:KEY; needed where cart.keys.master names the current one. Left out, a new one is made in "
                    + "the data directory") @Nullable String to) {
        if (to == null && !source.isInDataDirectory()) {
            throw new ParameterException(spec.commandLine(),
                    "Name the new master key with --to, since cart.keys.master "
                            + "names the current one. Make one with: openssl rand -base64 32 > FILE");
        }
        if (server.getIfAvailable() != null) {
            throw CommandFault.failed("The server of this data directory runs. Stop it first.");
        }
        // Keeps the embedded database open, so that no other process can open it.
        try (var held = database.getObject().getConnection()) {
            return rotate(to, held);
        } catch (SQLException e) {
            throw new StoreUnavailable("the database", e);
        }
    }

    private int rotate(@Nullable String to, Connection held) {
        if (switches.acceptsProfiles(Profiles.of("postgres"))
                && Instances.alive(JdbcClient.create(new SingleConnectionDataSource(held, true))) > 0) {
            throw CommandFault
                    .failed("Instances are at work on this database, or were until ten seconds ago. Stop them "
                            + "first, and start them with the new master key.");
        }
        var current = keys.getObject();
        var next = to == null ? source.next() : given(to);
        if (current.areWrappedBy(next)) {
            throw CommandFault.calledWrongly("The keys are wrapped by that master key already. Name another one.");
        }
        var count = current.rewrap(next, source::retire);
        var out = spec.commandLine().getOut();
        out.println("Wrapped " + count + " keys with master key " + next.id() + ". "
                + (to == null
                        ? "It replaces the old one, which is destroyed."
                        : "Start with --cart.keys.master=FILE that names it from now on, and destroy the old one."));
        out.flush();
        return DONE;
    }

    private MasterKey given(String to) {
        try {
            return MasterKeySource.given(to);
        } catch (StartFault e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + " " + e.remedy());
        }
    }
}
