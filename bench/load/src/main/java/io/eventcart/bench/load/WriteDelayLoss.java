package io.eventcart.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Kills Eventcart while shoppers write, starts it again, and counts acknowledged writes that are gone. */
@Command(name = "write-delay-loss", mixinStandardHelpOptions = true, description = "Counts acknowledged writes that "
        + "kill -9 loses, with H2 writing its file before it acknowledges and with H2's default.")
final class WriteDelayLoss implements Callable<Integer> {
    private static final List<Integer> DELAYS = List.of(500, 0);
    private static final int CONNECTIONS = 4;
    /** A cart takes 999 of one product, so what is added is spread over many. */
    private static final int PRODUCTS = 50;

    @Option(names = "--eventcart", required = true, paramLabel = "JAR")
    private Path eventcart = Path.of("");
    @Option(names = "--catalogue", required = true, paramLabel = "CSV")
    private Path catalogue = Path.of("");
    @Option(names = "--work", required = true, paramLabel = "FOLDER", description = "For databases and logs.")
    private Path work = Path.of("");
    @Option(names = "--times", defaultValue = "3", description = "How often to kill with each setting.")
    private int times;
    @Option(names = "--seconds", defaultValue = "3", description = "How long to write before the kill.")
    private int seconds;

    public static void main(String[] args) {
        System.exit(new CommandLine(new WriteDelayLoss()).execute(args));
    }

    /** Of one kill. */
    private record Loss(long acknowledged, long lost, int cartsGone) {}

    @Override
    public Integer call() throws Exception {
        work = Files.createDirectories(work).toRealPath();
        var products = LoadCatalogue.productIds(catalogue, PRODUCTS);
        System.out.println("| WRITE_DELAY, ms | kill | acknowledged | lost | carts gone altogether, of " + CONNECTIONS
                + " |");
        System.out.println("|---:|---:|---:|---:|---:|");
        for (var time = 1; time <= times; time++) {
            for (int delay : DELAYS) {
                var app = new App("Eventcart", eventcart, List.of(), List.of(
                        "--cart.catalogue=file:" + catalogue.toAbsolutePath(), "--cart.h2.write-delay=" + delay));
                var loss = kill(app, work.resolve("delay-" + delay + "-" + time), products);
                System.out.printf(Locale.ROOT, "| %d | %d | %,d | %,d | %d |%n", delay, time, loss.acknowledged(),
                        loss.lost(), loss.cartsGone());
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private Loss kill(App app, Path dataDir, List<String> products)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var shoppers = new ArrayList<Shopper>();
        var server = Server.start(app, dataDir);
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var writers = new ArrayList<Future<?>>();
            for (var i = 0; i < CONNECTIONS; i++) {
                var shopper = Shopper.arrive(server.port());
                shopper.openCart();
                shoppers.add(shopper);
                writers.add(threads.submit(() -> writeUntilKilled(shopper, products)));
            }
            Thread.sleep(1000L * seconds);
            server.kill();
            for (var writer : writers) {
                writer.get();
            }
        } finally {
            server.kill();
        }
        try (var restarted = Server.start(app, dataDir)) {
            return count(restarted.port(), shoppers, products.getFirst());
        }
    }

    private static long writeUntilKilled(Shopper shopper, List<String> products) {
        var n = 0;
        try {
            while (true) {
                shopper.add(products.get(n % products.size()));
                n++;
            }
        } catch (Shopper.Unexpected e) {
            throw new IllegalStateException("a write was refused before the kill", e);
        } catch (IOException killed) {
            return n;
        }
    }

    /** The version that one more write leads to tells how many events the store has; no view is asked. */
    private static Loss count(int port, List<Shopper> shoppers, String product) throws IOException {
        var acknowledged = 0L;
        var lost = 0L;
        var gone = 0;
        for (var shopper : shoppers) {
            var before = shopper.version();
            acknowledged += before;
            shopper.moveTo(port);
            try {
                shopper.add(product);
                // One more than was acknowledged may be there: the write whose answer the kill cut off.
                lost += Math.max(0, before - (shopper.version() - 1));
            } catch (Shopper.Unexpected e) {
                if (!e.isNotFound()) {
                    throw e;
                }
                lost += before;
                gone++;
            }
            shopper.close();
        }
        return new Loss(acknowledged, lost, gone);
    }
}
