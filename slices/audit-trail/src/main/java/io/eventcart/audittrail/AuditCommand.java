package io.eventcart.audittrail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.function.Consumer;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audit verify|seals|key}. Exit codes: 0 all is well, 1 something is broken, 2 called wrongly. */
@Component
@Command(name = "audit", description = "Proves that nobody has changed what is stored.", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class AuditCommand {
    private static final int ALL_IS_WELL = 0;
    private static final int BROKEN = 1;

    private final Verification verification;
    private final Seals seals;
    private final SealKey key;

    @Spec
    CommandSpec spec;

    AuditCommand(Verification verification, Seals seals, SealKey key) {
        this.verification = verification;
        this.seals = seals;
        this.key = key;
    }

    @Command(description = "Checks every event against the chain, the seals and the audit trail.", mixinStandardHelpOptions = true)
    int verify(
            @Option(names = "--seals", paramLabel = "FILE", description = "a copy of the seals that was kept elsewhere") @Nullable Path copy,
            @Option(names = "--key", paramLabel = "FILE", description = "the public key that has signed them; this data directory's if left out") @Nullable Path signer) {
        PublicKey trusted = signer == null ? key.publicKey() : publicKey(signer);
        if (copy != null && !Files.isReadable(copy)) {
            throw new ParameterException(spec.commandLine(), "The seals can't be read from " + copy + ".");
        }
        return tell(copy == null && signer == null
                ? watched(verification::verify)
                : watched(watcher -> verification.verify(copy == null ? seals.file() : copy, trusted, watcher)));
    }

    @Command(description = "Prints the seals, one a line.", mixinStandardHelpOptions = true)
    int seals() {
        try (var lines = Seals.lines(seals.file())) {
            lines.forEach(spec.commandLine().getOut()::println);
        }
        spec.commandLine().getOut().flush();
        return ALL_IS_WELL;
    }

    @Command(description = "Prints the public key that the seals are signed with.", mixinStandardHelpOptions = true)
    int key() {
        spec.commandLine().getOut().print(key.publicPem());
        spec.commandLine().getOut().flush();
        return ALL_IS_WELL;
    }

    private PublicKey publicKey(Path file) {
        try {
            return SealKey.publicKey(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), file + " is no file with an Ed25519 public key in PEM.",
                    e);
        }
    }

    /** Shows how far it is. */
    private static Verdict watched(Function<Consumer<Verification.Progress>, Verdict> check) {
        try (var bar = ProgressBar.builder().setTaskName("Verifying").setUnit(" events", 1)
                .setStyle(ProgressBarStyle.ASCII).build()) {
            return check.apply(progress -> bar.maxHint(progress.of()).stepTo(progress.position()));
        }
    }

    private int tell(Verdict verdict) {
        var out = spec.commandLine().getOut();
        out.printf("%,d events checked: %,d under %,d seals, %,d from before the chain.%n", verdict.events(),
                verdict.sealed(), verdict.seals(), verdict.unchained());
        var broken = verdict.firstBroken();
        out.println(broken == null ? "Nobody has changed them." : "BROKEN: " + broken);
        out.flush();
        return broken == null ? ALL_IS_WELL : BROKEN;
    }
}
