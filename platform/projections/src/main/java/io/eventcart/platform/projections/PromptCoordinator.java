package io.eventcart.platform.projections;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;

/**
 * The thread that reads events for a processor.
 *
 * <p>When its queue of 1,024 events is full, Axon pauses it for 100 ms, which limits a processor to some 10,000 events a second.
 * This class shortens the pause to 5 ms.
 *
 * <p>Axon Server notifies it of each event. A transaction for each event in each projection would take processing time from the
 * writers, so this class reads new events in batches, some hundred times a second at most. The delay is random: with the same
 * delay for both copies of a projection, one could be behind the other at each comparison.
 */
final class PromptCoordinator extends ScheduledThreadPoolExecutor {
    private static final long AXON_PAUSE_MILLIS = 100;
    private static final long SHORT_PAUSE_MILLIS = 5;
    private static final long MIN_BATCH_DELAY_MILLIS = 5;
    private static final long MAX_BATCH_DELAY_MILLIS = 15;

    private final boolean batches;
    private volatile long lastRun = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(MAX_BATCH_DELAY_MILLIS);

    /** @param batches whether the store notifies of each event, so that events are read in batches */
    PromptCoordinator(String name, boolean batches) {
        super(1, new AxonThreadFactory(name));
        this.batches = batches;
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        lastRun = System.nanoTime();
        super.beforeExecute(thread, task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        if (unit != TimeUnit.MILLISECONDS) {
            return super.schedule(task, delay, unit);
        }
        return super.schedule(task, delay == AXON_PAUSE_MILLIS
                ? SHORT_PAUSE_MILLIS
                : Math.max(delay, remainingBatchDelay()), unit);
    }

    private long remainingBatchDelay() {
        return batches
                ? ThreadLocalRandom.current().nextLong(MIN_BATCH_DELAY_MILLIS, MAX_BATCH_DELAY_MILLIS + 1)
                        - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastRun)
                : 0;
    }
}
