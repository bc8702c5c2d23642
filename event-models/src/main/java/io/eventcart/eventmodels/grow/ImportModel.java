package io.eventcart.eventmodels.grow;

import io.eventcart.eventmodels.InvalidModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bin/import-model}: imports a board. Exit code 1 if it rejects the board, 2 if called wrongly. */
@Command(name = "bin/import-model", mixinStandardHelpOptions = true, sortOptions = false, description = "Splits a board into one model a slice, and says what changed against what is there.")
public final class ImportModel implements Callable<Integer> {
    @Parameters(paramLabel = "BOARD.json", description = "A board of one slice or more, in the Event Modeling format.")
    private Path board = Path.of("");

    @Option(names = "--dry-run", description = "Only say what would change.")
    private boolean dryRun;

    @Option(names = "--repository", hidden = true, description = "Where to take it in.")
    private Path root = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(new CommandLine(new ImportModel()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var repository = new Repository(root.toAbsolutePath().normalize());
        try {
            var boardImport = BoardImport.of(repository, String.valueOf(board.getFileName()),
                    ModelFile.read(board, spec));
            for (var slice : boardImport.slices()) {
                out.println("  " + slice.kind() + slice.id());
                slice.changes().forEach(change -> out.println("             " + change));
                if (slice.isToBeWritten() && !dryRun) {
                    repository.write(NewFile.changed(Repository.model(slice.id()), slice.json()));
                }
            }
            boardImport.missing()
                    .forEach(id -> out.println("  missing    " + id + " (stays: nothing is ever deleted)"));
            if (!dryRun) {
                for (var picture : repository.stalePictures(repository.board())) {
                    repository.write(picture);
                }
            }
            out.println(dryRun
                    ? "Nothing is written: this was a dry run."
                    : boardImport.written() + " of " + boardImport.slices().size()
                            + " models written to event-models/models.");
            return CommandLine.ExitCode.OK;
        } catch (InvalidModel refusal) {
            spec.commandLine().getErr()
                    .println("bin/import-model: " + board + " can't be taken in. Nothing is written.\n"
                            + refusal.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }
}
