package io.eventcart.app.projections;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;

/**
 * The thread that reads events for a processor. When its queue of 1,024 is full, Axon lets it rest for a tenth of a second, and a
 * processor that could handle more gets no more than some 10,000 events a second; here the rest is short.
 */
final class PromptCoordinator extends ScheduledThreadPoolExecutor {
    private static final long QUEUE_IS_FULL_MILLIS = 100;
    private static final long SHORT_REST_MILLIS = 5;

    PromptCoordinator(String name) {
        super(1, new AxonThreadFactory(name));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        var isFull = unit == TimeUnit.MILLISECONDS && delay == QUEUE_IS_FULL_MILLIS;
        return super.schedule(task, isFull ? SHORT_REST_MILLIS : delay, unit);
    }
}
