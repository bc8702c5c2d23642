package io.eventcart.app.personaldata;

import io.eventcart.app.StartFault;
import io.eventcart.app.storage.Instances;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keys rotate-master [--to FILE]}. Exit codes: 0 done, 1 failed, 2 called wrongly; unless done, nothing has changed. */
@Component
@Command(name = "keys", description = "The keys that personal data is encrypted with.", subcommands = HelpCommand.class, synopsisSubcommandLabel = "COMMAND", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class RotateMaster {
    private static final int DONE = 0;

    private final ShopperKeys keys;
    private final MasterKeySource source;
    private final ObjectProvider<Instances> instances;

    @Spec
    CommandSpec spec;

    RotateMaster(ShopperKeys keys, MasterKeySource source, ObjectProvider<Instances> instances) {
        this.instances = instances;
        this.keys = keys;
        this.source = source;
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
        instances.ifAvailable(shared -> {
            if (shared.others() > 0) {
                throw new ParameterException(spec.commandLine(),
                        "Other instances are at work on this database, or were "
                                + "until ten seconds ago. Stop them first, and start them with the new master key.");
            }
        });
        var next = to == null ? source.next() : given(to);
        if (keys.areWrappedBy(next)) {
            throw new ParameterException(spec.commandLine(), "The keys are wrapped by that master key already.");
        }
        var count = keys.rewrap(next, source::retire);
        var out = spec.commandLine().getOut();
        out.println("Wrapped " + count + " keys with master key " + next.id() + ". "
                + (to == null
                        ? "It has taken the place of the old one, which is gone."
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
