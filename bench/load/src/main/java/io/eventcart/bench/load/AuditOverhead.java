package io.eventcart.bench.load;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Adds items in process with the audit trail and, in turn, with a copy of the app that lacks its jar. */
@Command(name = "audit-overhead", mixinStandardHelpOptions = true, description = "What the audit trail costs a write.")
final class AuditOverhead implements Callable<Integer> {
    private static final List<Integer> THREADS = List.of(1, 16);
    private static final int PRODUCTS = 20;
    private static final int WARM_UP_SECONDS = 25;
    private static final int SECONDS = 15;
    private static final Duration AT_MOST = Duration.ofMinutes(3);

    @Option(names = "--eventcart", required = true, paramLabel = "JAR")
    private Path eventcart = Path.of("");
    @Option(names = "--without", required = true, paramLabel = "JAR", description = "The same, in a folder without the slice's jar.")
    private Path without = Path.of("");
    @Option(names = "--in-process", required = true, paramLabel = "JAR")
    private Path inProcess = Path.of("");
    @Option(names = "--catalogue", required = true, paramLabel = "CSV")
    private Path catalogue = Path.of("");
    @Option(names = "--work", required = true, paramLabel = "FOLDER", description = "For databases and logs.")
    private Path work = Path.of("");
    @Option(names = "--rounds", defaultValue = "4", description = "In each of which both have their turn.")
    private int rounds;

    public static void main(String[] args) {
        System.exit(new CommandLine(new AuditOverhead()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        work = Files.createDirectories(work).toRealPath();
        System.out.println("| threads | round | with, commands a second | without | a write takes longer by |");
        System.out.println("|---:|---:|---:|---:|---:|");
        for (int threads : THREADS) {
            var sums = new double[2];
            for (var round = 1; round <= rounds; round++) {
                // Each goes first in every other round: a machine that slows down slows both.
                var withFirst = round % 2 == 1;
                var first = run(withFirst ? eventcart : without, threads, round);
                var second = run(withFirst ? without : eventcart, threads, round);
                var with = withFirst ? first : second;
                var lacking = withFirst ? second : first;
                sums[0] += 1 / with;
                sums[1] += 1 / lacking;
                System.out.printf(Locale.ROOT, "| %d | %d | %,.0f | %,.0f | %.1f %% |%n", threads, round, with, lacking,
                        100 * (lacking / with - 1));
            }
            System.out.printf(Locale.ROOT, "| %d | all | %,.0f | %,.0f | %.1f %% |%n", threads, rounds / sums[0],
                    rounds / sums[1], 100 * (sums[0] / sums[1] - 1));
        }
        return CommandLine.ExitCode.OK;
    }

    /** @return commands a second */
    private double run(Path jar, int threads, int round) throws IOException, InterruptedException, TimeoutException {
        var folder = work.resolve((jar.equals(without) ? "without-" : "with-") + threads + "-" + round);
        var result = work.resolve(folder.getFileName() + ".txt");
        var app = new App("Eventcart", jar, List.of("-cp", jar + File.pathSeparator + inProcess,
                "io.eventcart.app.EventcartApplication"),
                List.of("--cart.catalogue=file:" + catalogue.toAbsolutePath()));
        Server.runJoined(app, folder, List.of("--bench.threads=" + threads, "--bench.warm-up=" + WARM_UP_SECONDS,
                "--bench.seconds=" + SECONDS, "--bench.result=" + result,
                "--bench.products=" + String.join(",", LoadCatalogue.productIds(catalogue, PRODUCTS))), AT_MOST);
        // What the system has yet to write of one run's file would be in the next run's way.
        Files.delete(folder.resolve("eventcart.mv.db"));
        return Double.parseDouble(Files.readString(result).strip().split(" ", 2)[1]);
    }
}
