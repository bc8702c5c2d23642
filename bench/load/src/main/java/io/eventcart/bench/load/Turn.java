package io.eventcart.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** All figures of one app in one round. */
final class Turn {
    private static final int MANY = 16;
    private static final Duration LONGEST_IN_PROCESS = Duration.ofMinutes(2);

    private final App app;
    private final Path dataDir;
    private final List<String> products;
    private final LoadWriters writers;
    private final Pace pace;
    private final Map<Metric, Double> figures = new EnumMap<>(Metric.class);

    /**
     * @param dataDir not there yet
     */
    Turn(App app, Path dataDir, List<String> products, Pace pace) {
        this.app = app;
        this.dataDir = dataDir;
        this.products = products;
        this.writers = new LoadWriters(products);
        this.pace = pace;
    }

    Map<Metric, Double> take() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        figures.put(Metric.FAILED, 0.0);
        try (var carts = beforeRestart(); var server = Server.start(app, dataDir)) {
            afterRestart(server, carts);
        }
        inProcess();
        return figures;
    }

    private ColdCarts beforeRestart()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (var server = Server.start(app, dataDir)) {
            figures.put(Metric.START_EMPTY, server.startSeconds());
            write(server, MANY, pace.warmUp()).close();
            overHttp(server, 1, Metric.HTTP_1, Metric.HTTP_1_P50, Metric.HTTP_1_P99);
            overHttp(server, MANY, Metric.HTTP_16, Metric.HTTP_16_P50, Metric.HTTP_16_P99);
            viewLag(server);
            return ColdCarts.fill(server.port(), products.getFirst());
        }
    }

    private void overHttp(Server server, int connections, Metric rate, Metric p50, Metric p99)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (var written = write(server, connections, pace.measured())) {
            figures.put(rate, written.perSecond());
            figures.put(p50, written.latencies().median());
            figures.put(p99, written.latencies().millis(99));
        }
    }

    /** Ends when the view has caught up, so that what comes next is not measured beside that. */
    private LoadWriters.Outcome write(Server server, int connections, Duration time)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var written = writers.write(server.port(), connections, time);
        failed(written.failed());
        ViewLag.catchUp(written);
        return written;
    }

    private void viewLag(Server server)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var seen = new ViewLag(writers, products.getFirst()).measure(server.port(), MANY, pace.measured());
        failed(seen.failed());
        figures.put(Metric.LAG_P50, seen.lags().median());
        figures.put(Metric.LAG_P99, seen.lags().millis(99));
        figures.put(Metric.LAG_MAX, seen.lags().max());
        figures.put(Metric.CATCH_UP, seen.catchUpMillis());
    }

    private void afterRestart(Server server, ColdCarts carts)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        figures.put(Metric.START_FULL, server.startSeconds());
        write(server, 2, pace.restartWarmUp()).close();
        var loaded = carts.measure(server.port());
        figures.put(Metric.WARM_ADD, loaded.warm());
        figures.put(Metric.COLD_10, loaded.cold().getOrDefault(10, Double.NaN));
        figures.put(Metric.COLD_100, loaded.cold().getOrDefault(100, Double.NaN));
        figures.put(Metric.COLD_2000, loaded.cold().getOrDefault(2000, Double.NaN));
    }

    private void inProcess() throws IOException, InterruptedException, TimeoutException {
        var result = Files.createDirectories(dataDir).resolve("in-process.txt");
        Server.runJoined(app, dataDir,
                List.of("--bench.result=" + result, "--bench.threads=1," + MANY,
                        "--bench.warm-up=" + pace.measured().toSeconds(),
                        "--bench.seconds=" + pace.measured().toSeconds(),
                        "--bench.products=" + String.join(",", products)),
                LONGEST_IN_PROCESS);
        var lines = Files.readAllLines(result);
        figures.put(Metric.IN_PROCESS_1, Double.valueOf(lines.getFirst().split(" ", 2)[1]));
        figures.put(Metric.IN_PROCESS_16, Double.valueOf(lines.getLast().split(" ", 2)[1]));
    }

    private void failed(long more) {
        figures.merge(Metric.FAILED, (double) more, Double::sum);
    }
}
