package io.eventcart.bench.inprocess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.core.env.Environment;

/** Threads that add items as fast as the app takes them. */
public final class Writers {
    /** A new cart after so many items, as over HTTP. */
    private static final int ITEMS_OF_A_CART = 20;

    private final Duration warmUp;
    private final Duration measured;
    private final List<Integer> threads;
    private final Path result;

    public Writers(Environment environment) {
        this.warmUp = Duration.ofSeconds(environment.getRequiredProperty("bench.warm-up", Integer.class));
        this.measured = Duration.ofSeconds(environment.getRequiredProperty("bench.seconds", Integer.class));
        this.threads = List.of(environment.getRequiredProperty("bench.threads", Integer[].class));
        this.result = Path.of(environment.getRequiredProperty("bench.result"));
    }

    /** A cart to write to. */
    public interface Cart {
        void addItem(int n);
    }

    /**
     * Measures, writes a line {@code THREADS COMMANDS-PER-SECOND} for each number of threads, and ends the process.
     *
     * @param carts opens one
     */
    public void run(Supplier<Cart> carts) throws IOException, InterruptedException, ExecutionException {
        var lines = new ArrayList<String>();
        for (int n : threads) {
            write(carts, n, warmUp);
            lines.add(n + " " + write(carts, n, measured));
        }
        Files.write(result, lines);
        // The app has more to do on a proper shutdown than anybody waits for here.
        Runtime.getRuntime().halt(0);
    }

    private static double write(Supplier<Cart> carts, int threads, Duration time)
            throws InterruptedException, ExecutionException {
        var begin = System.nanoTime();
        var end = begin + time.toNanos();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            Callable<Long> writer = () -> fill(carts, end);
            var written = 0L;
            for (var count : pool.invokeAll(IntStream.range(0, threads).mapToObj(n -> writer).toList())) {
                written += count.get();
            }
            return written * 1e9 / (System.nanoTime() - begin);
        }
    }

    private static long fill(Supplier<Cart> carts, long end) {
        var written = 0L;
        var cart = carts.get();
        while (System.nanoTime() < end) {
            if (written % ITEMS_OF_A_CART == 0) {
                cart = carts.get();
            }
            cart.addItem((int) (written % ITEMS_OF_A_CART));
            written++;
        }
        return written;
    }
}
