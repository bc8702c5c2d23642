package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.InvalidModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bin/new-slice}: writes a slice from its model. Exit code 1 if it rejects the model, 2 if called wrongly. */
@Command(name = "bin/new-slice", mixinStandardHelpOptions = true, sortOptions = false, description = "Writes a new slice from its model: the module, its tests, and where it is registered.")
public final class NewSlice implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL.json", description = "The model of one slice, such as those in event-models/models.")
    private Path model = Path.of("");

    @Option(names = "--dry-run", description = "Only list what would be written.")
    private boolean dryRun;

    @Option(names = "--repository", hidden = true, description = "Where to write it.")
    private Path root = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock;
    private final CodeFormatter formatter;

    NewSlice(Clock clock, CodeFormatter formatter) {
        this.clock = clock;
        this.formatter = formatter;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new NewSlice(Clock.systemUTC(), new MavenFormatter())).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var repository = new Repository(root.toAbsolutePath().normalize());
        try {
            var generated = GeneratedSlice.of(repository, String.valueOf(model.getFileName()),
                    ModelFile.read(model, spec),
                    LocalDateTime.now(clock));
            for (var file : generated.files()) {
                if (!dryRun) {
                    repository.write(file);
                }
                out.println((file.added() ? "  new      " : "  changed  ") + file.path());
            }
            if (dryRun) {
                out.println("Nothing is written: this was a dry run.");
            } else {
                formatter.format(repository.root(), generated.slice().id());
                printRemainingWork(generated, out);
            }
            return CommandLine.ExitCode.OK;
        } catch (InvalidModel | AlreadyExists refusal) {
            spec.commandLine().getErr()
                    .println("bin/new-slice: " + model + " can't become a slice. Nothing is written.\n"
                            + refusal.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        } catch (IllegalStateException fault) {
            spec.commandLine().getErr().println("bin/new-slice: " + fault.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static void printRemainingWork(GeneratedSlice generated, PrintWriter out) {
        out.println("It compiles, and its tests are red until you have written:");
        generated.bodies().forEach((body, file) -> out.println("  " + body + "  in " + file));
        out.println("See them: mvn -pl slices/" + generated.slice().id() + " -am test");
    }
}
