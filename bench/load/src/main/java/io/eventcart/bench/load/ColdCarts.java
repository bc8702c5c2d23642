package io.eventcart.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Carts of a given number of changes, filled before a restart and written to after it, when no cache knows them. */
final class ColdCarts implements AutoCloseable {
    static final List<Integer> SIZES = List.of(10, 100, 2000);
    private static final int MEASURED = 3;
    /** Written to first, so that the code which loads a cart is warm when the others are. */
    private static final int SPARE = 1;
    private static final int CONNECTIONS = 4;

    private final String product;
    private final Map<Integer, List<Shopper>> shoppers;

    private ColdCarts(String product, Map<Integer, List<Shopper>> shoppers) {
        this.product = product;
        this.shoppers = shoppers;
    }

    /**
     * Medians in milliseconds.
     *
     * @param cold by cart size: the first addition to a cart
     * @param warm of the addition after that
     */
    record Outcome(Map<Integer, Double> cold, double warm) {}

    static ColdCarts fill(int port, String product) throws IOException, InterruptedException, ExecutionException {
        var filled = new TreeMap<Integer, List<Shopper>>();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (var size : SIZES) {
                Callable<Shopper> filling = () -> fill(port, product, size);
                var shoppers = new ArrayList<Shopper>();
                for (var shopper : threads.invokeAll(Collections.nCopies(SPARE + MEASURED, filling))) {
                    shoppers.add(shopper.get());
                }
                filled.put(size, shoppers);
            }
        }
        return new ColdCarts(product, filled);
    }

    private static Shopper fill(int port, String product, int size) throws IOException {
        var shopper = Shopper.arrive(port);
        shopper.openCart();
        while (shopper.version() < size) {
            shopper.add(product);
            if (shopper.version() < size) {
                shopper.remove(product);
            }
        }
        // A server closes a connection that is idle for long by itself.
        shopper.close();
        return shopper;
    }

    Outcome measure(int restartedPort) throws IOException {
        var cold = new TreeMap<Integer, Double>();
        var warm = new Samples();
        for (var ofSize : shoppers.values()) {
            for (var shopper : ofSize) {
                shopper.moveTo(restartedPort);
            }
            for (var spare : ofSize.subList(0, SPARE)) {
                timeAddition(spare);
            }
        }
        for (var ofSize : shoppers.entrySet()) {
            var samples = new Samples();
            for (var shopper : ofSize.getValue().subList(SPARE, SPARE + MEASURED)) {
                samples.add(timeAddition(shopper));
                warm.add(timeAddition(shopper));
            }
            cold.put(ofSize.getKey(), samples.median());
        }
        return new Outcome(cold, warm.median());
    }

    private long timeAddition(Shopper shopper) throws IOException {
        var begin = System.nanoTime();
        shopper.add(product);
        return System.nanoTime() - begin;
    }

    @Override
    public void close() throws IOException {
        for (var ofSize : shoppers.values()) {
            for (var shopper : ofSize) {
                shopper.close();
            }
        }
    }
}
