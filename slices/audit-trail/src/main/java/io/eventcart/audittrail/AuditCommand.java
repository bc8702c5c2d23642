package io.eventcart.audittrail;

import io.eventcart.platform.sliceapi.CommandFault;
import io.eventcart.platform.sliceapi.DataFolder;
import io.eventcart.platform.sliceapi.RunningServer;
import io.eventcart.platform.sliceapi.StoreOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.json.JsonMapper;

/** {@code audit verify|seals|key}. Exit codes: 0 intact, 1 broken or unreadable, 2 called wrongly. */
@Component
@StoreOnly
@Command(name = "audit", description = "Proves that nobody has changed what is stored.", subcommands = HelpCommand.class, synopsisSubcommandLabel = "COMMAND", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class AuditCommand {
    private static final int INTACT = 0;
    private static final int BROKEN = 1;

    private final ObjectProvider<Verification> verification;
    private final ObjectProvider<RunningServer> server;
    private final DataFolder folder;
    private final SealKey key;
    private final JsonMapper json;

    @Spec
    CommandSpec spec;

    AuditCommand(ObjectProvider<Verification> verification, ObjectProvider<RunningServer> server, DataFolder folder,
            SealKey key, JsonMapper json) {
        this.verification = verification;
        this.server = server;
        this.folder = folder;
        this.key = key;
        this.json = json;
    }

    @Command(description = "Checks every event against the chain, the seals and the audit trail.", mixinStandardHelpOptions = true, exitCodeListHeading = "Ends with%n", exitCodeList = {
            "0:nobody has changed anything", "1:something is broken, or can't be read", "2:called wrongly"})
    int verify(
            @Option(names = "--seals", paramLabel = "FILE", converter = ReadableFile.class, description = "a copy of the seals that was kept elsewhere") @Nullable Path copy,
            @Option(names = "--key", paramLabel = "FILE", converter = PublicKeys.class, description = "the public key that has signed them; this data directory's if left out") @Nullable PublicKey signer,
            @Option(names = "--json", description = "print JSON, as POST /api/audit/verify answers") boolean isJson) {
        var verdict = verdict(copy, signer);
        var out = spec.commandLine().getOut();
        out.println(isJson ? json.writerWithDefaultPrettyPrinter().writeValueAsString(verdict) : verdict.asText());
        out.flush();
        return verdict.ok() ? INTACT : BROKEN;
    }

    private Verdict verdict(@Nullable Path copy, @Nullable PublicKey signer) {
        var running = server.getIfAvailable();
        var isOwn = copy == null && signer == null;
        if (running != null && !isOwn) {
            throw CommandFault.failed("The running server checks its own seals alone. Stop it to check others.");
        }
        if (running != null) {
            return running.post("/api/audit/verify", null, Verdict.class);
        }
        var here = verification.getObject();
        return withProgressBar(isOwn
                ? here::verify
                : watcher -> here.verify(Objects.requireNonNullElseGet(copy, () -> Seals.file(folder)),
                        Objects.requireNonNullElseGet(signer, key::publicKey), watcher));
    }

    @Command(description = "Prints the seals, one a line, as JSON.", mixinStandardHelpOptions = true)
    int seals() {
        try (var lines = Seals.lines(Seals.file(folder))) {
            lines.forEach(spec.commandLine().getOut()::println);
        }
        spec.commandLine().getOut().flush();
        return INTACT;
    }

    @Command(description = "Prints the public key that the seals are signed with.", mixinStandardHelpOptions = true)
    int key() {
        spec.commandLine().getOut().print(key.publicPem());
        spec.commandLine().getOut().flush();
        return INTACT;
    }

    /** Shows the progress. */
    private static Verdict withProgressBar(Function<Consumer<Verification.Progress>, Verdict> check) {
        try (var bar = ProgressBar.builder().setTaskName("Verifying").setUnit(" events", 1)
                .setStyle(ProgressBarStyle.ASCII).build()) {
            return check.apply(progress -> bar.maxHint(progress.of()).stepTo(progress.position()));
        }
    }

    static final class ReadableFile implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            if (!Files.isReadable(Path.of(text))) {
                throw new TypeConversionException(text + " can't be read");
            }
            return Path.of(text);
        }
    }

    static final class PublicKeys implements ITypeConverter<PublicKey> {
        @Override
        public PublicKey convert(String file) {
            try {
                return SealKey.publicKey(Files.readString(Path.of(file)));
            } catch (IOException | IllegalArgumentException e) {
                throw new TypeConversionException(file + " is no file with an Ed25519 public key in PEM");
            }
        }
    }
}
