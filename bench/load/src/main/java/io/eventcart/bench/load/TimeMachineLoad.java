package io.eventcart.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills one cart and asks Eventcart over HTTP how it stood at one version after the other. */
@Command(name = "time-machine", mixinStandardHelpOptions = true, description = "How long it takes to see a long cart at "
        + "any of its versions, and to bisect it.")
final class TimeMachineLoad implements Callable<Integer> {
    private static final int PRODUCTS = 20;
    private static final int WARM_UP = 200;
    /** The same versions in every run. */
    private static final long SEED = 4;

    @Option(names = "--eventcart", required = true, paramLabel = "JAR")
    private Path eventcart = Path.of("");
    @Option(names = "--catalogue", required = true, paramLabel = "CSV")
    private Path catalogue = Path.of("");
    @Option(names = "--work", required = true, paramLabel = "FOLDER", description = "For the database and the log.")
    private Path work = Path.of("");
    @Option(names = "--events", defaultValue = "2000", description = "How many the cart has.")
    private int events;
    @Option(names = "--times", defaultValue = "300", description = "How often to ask for each figure.")
    private int times;

    public static void main(String[] args) {
        System.exit(new CommandLine(new TimeMachineLoad()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        work = Files.createDirectories(work).toRealPath();
        var app = new App("Eventcart", eventcart, List.of(),
                List.of("--cart.catalogue=file:" + catalogue.toAbsolutePath()));
        try (var server = Server.start(app, work.resolve("time-machine"));
                var shopper = Shopper.arrive(server.port())) {
            fill(shopper, LoadCatalogue.productIds(catalogue, PRODUCTS));
            var random = new Random(SEED);
            measure(WARM_UP, () -> shopper.past("?version=" + (1 + random.nextInt(events))));
            System.out.println("| a cart of " + events + " events, over HTTP | median, ms | p99, ms |");
            System.out.println("|---|---:|---:|");
            show("any version", measure(times, () -> shopper.past("?version=" + (1 + random.nextInt(events)))));
            for (var version : List.of(1, events / 2, events)) {
                show("version " + version, measure(times, () -> shopper.past("?version=" + version)));
            }
            show("a part of the history, 100 events",
                    measure(times, () -> shopper.past("/history?limit=100&after=" + random.nextInt(events - 100))));
            show("bisect", measure(times, () -> shopper.bisect(
                    "{\"condition\":\"version >= " + (2 + random.nextInt(events - 2)) + "\"}")));
        }
        return CommandLine.ExitCode.OK;
    }

    private void fill(Shopper shopper, List<String> products) throws IOException {
        shopper.openCart();
        for (var n = 0; shopper.version() < events; n++) {
            shopper.add(products.get(n % products.size()));
        }
    }

    private interface Question {
        void ask() throws IOException;
    }

    private static Samples measure(int times, Question question) throws IOException {
        var samples = new Samples();
        for (var n = 0; n < times; n++) {
            var begin = System.nanoTime();
            question.ask();
            samples.add(System.nanoTime() - begin);
        }
        return samples;
    }

    private static void show(String figure, Samples samples) {
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", figure, samples.median(), samples.millis(99));
    }
}
