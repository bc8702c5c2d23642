package io.eventcart.bench.load;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the CRUD cart and Eventcart in turn, on one machine, and writes the report. */
@Command(name = "compare", mixinStandardHelpOptions = true, description = "Measures both carts in turn.")
final class CompareCarts implements Callable<Integer> {
    private static final int PRODUCTS = 20;
    /** What H2 does by itself. */
    private static final int LAZY_MILLIS = 500;

    @Option(names = "--eventcart", required = true, paramLabel = "JAR")
    private Path eventcart = Path.of("");
    @Option(names = "--crud", required = true, paramLabel = "JAR")
    private Path crud = Path.of("");
    @Option(names = "--in-process", required = true, paramLabel = "JAR")
    private Path inProcess = Path.of("");
    @Option(names = "--catalogue", required = true, paramLabel = "CSV", description = "What both shops sell.")
    private Path catalogue = Path.of("");
    @Option(names = "--work", required = true, paramLabel = "FOLDER", description = "For databases and logs.")
    private Path work = Path.of("");
    @Option(names = "--results", required = true, paramLabel = "FOLDER")
    private Path results = Path.of("");
    @Option(names = "--axon-server", defaultValue = "", paramLabel = "HOST:PORT", description = "Measure on it too. "
            + "It should be empty and nobody else's.")
    private String axonServer = "";
    @Option(names = "--commit", defaultValue = "unknown", description = "Of what is measured, for the report.")
    private String commit = "";
    @Option(names = "--quick", description = "One short round instead of two.")
    private boolean quick;

    public static void main(String[] args) {
        System.exit(new CommandLine(new CompareCarts()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var machine = Machine.facts();
        // H2 takes no relative path.
        work = Files.createDirectories(work).toRealPath();
        var pace = quick ? Pace.QUICK : Pace.FULL;
        var products = LoadCatalogue.productIds(catalogue, PRODUCTS);
        var rounds = new LinkedHashMap<String, List<Map<Metric, Double>>>();
        for (var round = 1; round <= pace.rounds(); round++) {
            for (var app : apps()) {
                System.err.printf("Round %d of %d: %s%n", round, pace.rounds(), app.name());
                var dataDir = work.resolve(round + "-" + app.name().replaceAll("[^A-Za-z]+", "-"));
                var figures = new Turn(app, dataDir, products, pace).take();
                rounds.computeIfAbsent(app.name(), name -> new ArrayList<>()).add(figures);
            }
        }
        var report = Report.of(commit, quick, machine, rounds);
        report.write(results);
        System.out.print(report.markdown());
        return CommandLine.ExitCode.OK;
    }

    private List<App> apps() throws IOException {
        var prices = work.resolve("catalogue.csv");
        if (!Files.exists(prices)) {
            Files.copy(catalogue, prices);
        }
        var apps = new ArrayList<>(
                List.of(crud("CRUD", prices, 0), eventcart("Eventcart embedded", prices, List.of())));
        if (!axonServer.isEmpty()) {
            // Axon Server acknowledges what it has not yet forced to the disk, too.
            apps.add(crud("CRUD, lazy writes", prices, LAZY_MILLIS));
            apps.add(eventcart("Eventcart on Axon Server", prices,
                    List.of("--spring.profiles.active=axonserver", "--axon.axonserver.servers=" + axonServer)));
        }
        return apps;
    }

    private App crud(String name, Path prices, int writeDelay) {
        return new App(name, crud, List.of("-cp", crud.toString(), "-Dloader.path=" + inProcess,
                "-Dloader.main=io.eventcart.bench.crudcart.CrudCartApplication",
                "org.springframework.boot.loader.launch.PropertiesLauncher"),
                List.of("--cart.catalogue=" + prices, "--h2.write-delay=" + writeDelay));
    }

    private App eventcart(String name, Path prices, List<String> more) {
        var switches = new ArrayList<>(List.of("--cart.catalogue=file:" + prices));
        switches.addAll(more);
        return new App(name, eventcart, List.of("-cp", eventcart + File.pathSeparator + inProcess,
                "io.eventcart.app.EventcartApplication"), switches);
    }
}
