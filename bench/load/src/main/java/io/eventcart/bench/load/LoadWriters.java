package io.eventcart.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Shoppers that add items one after the other as fast as the server takes them. */
final class LoadWriters {
    /** A new cart after so many items: carts of the size that shoppers fill. */
    private static final int ITEMS_OF_A_CART = 20;

    private final List<String> products;

    LoadWriters(List<String> products) {
        this.products = products;
    }

    /**
     * What the writers have done.
     *
     * @param perSecond acknowledged additions; the carts opened in between count as time, not as commands
     * @param latencies of each addition
     * @param failed additions that were not acknowledged
     * @param shoppers who still have their last cart and connection
     */
    record Outcome(double perSecond, Samples latencies, long failed, List<Shopper> shoppers) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            for (var shopper : shoppers) {
                shopper.close();
            }
        }
    }

    /** What one of them has done. */
    private record Share(Shopper shopper, Samples latencies, long failed) {}

    /** @param connections each with one shopper, who waits for an answer before the next call */
    Outcome write(int port, int connections, Duration time)
            throws IOException, InterruptedException, ExecutionException {
        var tasks = new ArrayList<Callable<Share>>();
        var shoppers = new ArrayList<Shopper>();
        for (var i = 0; i < connections; i++) {
            shoppers.add(Shopper.arrive(port));
        }
        var begin = System.nanoTime();
        var end = begin + time.toNanos();
        shoppers.forEach(shopper -> tasks.add(() -> fillCarts(shopper, end)));
        var latencies = new Samples();
        var failed = 0L;
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (var share : threads.invokeAll(tasks)) {
                latencies.addAll(share.get().latencies());
                failed += share.get().failed();
            }
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        return new Outcome(latencies.size() / seconds, latencies, failed, List.copyOf(shoppers));
    }

    private Share fillCarts(Shopper shopper, long end) throws IOException {
        var latencies = new Samples();
        var failed = 0L;
        for (var n = 0; System.nanoTime() < end; n++) {
            if (n % ITEMS_OF_A_CART == 0) {
                shopper.openCart();
            }
            var begin = System.nanoTime();
            try {
                shopper.add(products.get(n % ITEMS_OF_A_CART % products.size()));
                latencies.add(System.nanoTime() - begin);
            } catch (Shopper.Unexpected e) {
                failed++;
            }
        }
        return new Share(shopper, latencies, failed);
    }
}
