package io.eventcart.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Many callers race for one cart, again and again. How long does somebody else wait meanwhile? */
@Command(name = "racing-callers", mixinStandardHelpOptions = true, description = "What callers who race for one cart cost others.")
final class RacingCallers implements Callable<Integer> {
    @Option(names = "--eventcart", required = true, paramLabel = "JAR")
    private Path eventcart = Path.of("");
    @Option(names = "--catalogue", required = true, paramLabel = "CSV")
    private Path catalogue = Path.of("");
    @Option(names = "--work", required = true, paramLabel = "FOLDER", description = "For the database and the log.")
    private Path work = Path.of("");
    @Option(names = "--callers", defaultValue = "64")
    private int callers;
    @Option(names = "--seconds", defaultValue = "10", description = "How long they race in each way.")
    private int seconds;
    @Parameters(paramLabel = "SWITCH", description = "Of the app, such as --spring.profiles.active=postgres, behind --.")
    private List<String> switches = new ArrayList<>();

    public static void main(String[] args) {
        System.exit(new CommandLine(new RacingCallers()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        work = Files.createDirectories(work).toRealPath();
        switches.add("--cart.catalogue=file:" + catalogue.toAbsolutePath());
        var product = LoadCatalogue.productIds(catalogue, 1).getFirst();
        try (var server = Server.start(new App("Eventcart", eventcart, List.of(), switches),
                work.resolve("racing-callers"));
                var other = Shopper.arrive(server.port())) {
            other.openCart();
            other.add(product);
            System.out.println("| " + callers
                    + " callers of one cart | answers, by status | GET of another's cart | median, ms | p99, ms "
                    + "| slowest, ms |");
            System.out.println("|---|---|---:|---:|---:|---:|");
            race("warm-up", server, other, caller -> caller.tryToAdd(product));
            race("check out an empty cart", server, other, Shopper::tryToCheckOut);
            race("add to it", server, other, caller -> caller.tryToAdd(product));
        }
        return CommandLine.ExitCode.OK;
    }

    private interface Racing {
        int call(Shopper caller) throws IOException;
    }

    private void race(String how, Server server, Shopper other, Racing racing) throws Exception {
        var until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        var reads = new Samples();
        var answers = new TreeMap<Integer, Integer>();
        try (var owner = Shopper.arrive(server.port()); var threads = Executors.newFixedThreadPool(callers)) {
            owner.openCart();
            var racers = new ArrayList<Future<Map<Integer, Integer>>>();
            for (var n = 0; n < callers; n++) {
                racers.add(threads.submit(() -> call(owner, server.port(), racing, until)));
            }
            while (System.nanoTime() < until) {
                var begin = System.nanoTime();
                other.shownVersion();
                reads.add(System.nanoTime() - begin);
            }
            for (var racer : racers) {
                racer.get().forEach((status, count) -> answers.merge(status, count, Integer::sum));
            }
        }
        System.out.printf(Locale.ROOT, "| %s | %s | %,d | %.1f | %.1f | %.1f |%n", how, answers, reads.size(),
                reads.median(), reads.millis(99), reads.max());
    }

    private static Map<Integer, Integer> call(Shopper owner, int port, Racing racing, long until)
            throws IOException {
        var answers = new TreeMap<Integer, Integer>();
        try (var caller = owner.onAnotherConnection(port)) {
            while (System.nanoTime() < until) {
                answers.merge(racing.call(caller), 1, Integer::sum);
            }
        }
        return answers;
    }
}
