package io.eventcart.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/** How long an acknowledged write stays unseen while others write at full speed. */
final class ViewLag {
    private static final int ITEMS_OF_A_CART = 20;
    private static final Duration LONGEST_CATCH_UP = Duration.ofSeconds(30);

    private final LoadWriters writers;
    private final String product;

    ViewLag(LoadWriters writers, String product) {
        this.writers = writers;
        this.product = product;
    }

    /**
     * @param lags from the acknowledgement of a write to the first answer that shows it
     * @param catchUpMillis from the end of the last writer until every cart is shown as it is
     * @param failed writes of the others that were not acknowledged
     */
    record Outcome(Samples lags, double catchUpMillis, long failed) {}

    /** @param connections that write all the time, while one more writes, looks until it sees that, and writes again */
    Outcome measure(int port, int connections, Duration time)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (var thread = Executors.newSingleThreadExecutor()) {
            var others = thread.submit(() -> writers.write(port, connections, time));
            var lags = probe(port, others);
            try (var done = others.get()) {
                return new Outcome(lags, catchUp(done), done.failed());
            }
        }
    }

    private Samples probe(int port, Future<LoadWriters.Outcome> others) throws IOException, TimeoutException {
        var lags = new Samples();
        try (var shopper = Shopper.arrive(port)) {
            for (var n = 0; !others.isDone(); n++) {
                if (n % ITEMS_OF_A_CART == 0) {
                    shopper.openCart();
                }
                shopper.add(product);
                lags.add(untilShown(shopper));
            }
        }
        return lags;
    }

    /** @return milliseconds until the view shows all that these writers were told is stored */
    static double catchUp(LoadWriters.Outcome done) throws IOException, TimeoutException {
        var begin = System.nanoTime();
        for (var shopper : done.shoppers()) {
            untilShown(shopper);
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    /** @return nanoseconds; at least those that one look takes */
    private static long untilShown(Shopper shopper) throws IOException, TimeoutException {
        var begin = System.nanoTime();
        while (shopper.shownVersion() < shopper.version()) {
            if (System.nanoTime() - begin > LONGEST_CATCH_UP.toNanos()) {
                throw new TimeoutException("the view does not show version " + shopper.version() + " after "
                        + LONGEST_CATCH_UP);
            }
        }
        return System.nanoTime() - begin;
    }
}
