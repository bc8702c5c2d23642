package io.eventcart.platform.projections;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;

/**
 * The thread that reads events for a processor.
 *
 * <p>When its queue of 1,024 is full, Axon lets it rest for a tenth of a second, and a processor that could handle more gets no
 * more than some 10,000 events a second; here the rest is short.
 *
 * <p>Axon Server calls for each event, and a transaction for each event in each projection would take the machine from the writers.
 * There it takes what is new at once, but not more often than some hundred times a second; and not in step with others,
 * or one copy of a projection could be behind the other whenever somebody looks.
 */
final class PromptCoordinator extends ScheduledThreadPoolExecutor {
    private static final long QUEUE_IS_FULL_MILLIS = 100;
    private static final long SHORT_REST_MILLIS = 5;
    private static final long LEAST_GATHER_MILLIS = 5;
    private static final long MOST_GATHER_MILLIS = 15;

    private final boolean gathers;
    private volatile long begun = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(MOST_GATHER_MILLIS);

    /** @param gathers whether the store calls for each event */
    PromptCoordinator(String name, boolean gathers) {
        super(1, new AxonThreadFactory(name));
        this.gathers = gathers;
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        begun = System.nanoTime();
        super.beforeExecute(thread, task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        if (unit != TimeUnit.MILLISECONDS) {
            return super.schedule(task, delay, unit);
        }
        return super.schedule(task, delay == QUEUE_IS_FULL_MILLIS
                ? SHORT_REST_MILLIS
                : Math.max(delay, restOfGathering()), unit);
    }

    private long restOfGathering() {
        return gathers
                ? ThreadLocalRandom.current().nextLong(LEAST_GATHER_MILLIS, MOST_GATHER_MILLIS + 1)
                        - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)
                : 0;
    }
}
