package io.eventcart.bench.load;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Adds items in process, for minutes: is a write as fast at the end as at first, and how large is the file then? */
@Command(name = "endurance", mixinStandardHelpOptions = true, description = "Whether writes get slower with time.")
final class Endurance implements Callable<Integer> {
    private static final int PRODUCTS = 20;
    private static final int SECONDS = 30;
    private static final int KIB = 1024;

    @Option(names = "--eventcart", required = true, paramLabel = "JAR")
    private Path eventcart = Path.of("");
    @Option(names = "--in-process", required = true, paramLabel = "JAR")
    private Path inProcess = Path.of("");
    @Option(names = "--catalogue", required = true, paramLabel = "CSV")
    private Path catalogue = Path.of("");
    @Option(names = "--work", required = true, paramLabel = "FOLDER", description = "For the database and the log.")
    private Path work = Path.of("");
    @Option(names = "--threads", defaultValue = "1")
    private int threads;
    @Option(names = "--half-minutes", defaultValue = "10")
    private int halfMinutes;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Endurance()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        work = Files.createDirectories(work).toRealPath();
        var folder = work.resolve("endurance");
        var result = work.resolve("endurance.txt");
        var app = new App("Eventcart", eventcart, List.of("-cp", eventcart + File.pathSeparator + inProcess,
                "io.eventcart.app.EventcartApplication"),
                List.of("--cart.catalogue=file:" + catalogue.toAbsolutePath()));
        Server.runJoined(app, folder, List.of(
                "--bench.threads=" + String.join(",", Collections.nCopies(halfMinutes, Integer.toString(threads))),
                "--bench.warm-up=0", "--bench.seconds=" + SECONDS, "--bench.result=" + result,
                "--bench.products=" + String.join(",", LoadCatalogue.productIds(catalogue, PRODUCTS))),
                Duration.ofSeconds(SECONDS).multipliedBy(halfMinutes).plusMinutes(3));
        System.out.println("| after, s | commands a second |");
        System.out.println("|---:|---:|");
        var second = 0;
        var written = 0.0;
        for (var line : Files.readAllLines(result)) {
            var rate = Double.parseDouble(line.split(" ", 2)[1]);
            second += SECONDS;
            written += rate * SECONDS;
            System.out.printf(Locale.ROOT, "| %d | %,.0f |%n", second, rate);
        }
        System.out.printf(Locale.ROOT, "%nThe database's file has %.1f KiB for each of %,.0f commands.%n",
                Files.size(folder.resolve("eventcart.mv.db")) / written / KIB, written);
        return CommandLine.ExitCode.OK;
    }
}
