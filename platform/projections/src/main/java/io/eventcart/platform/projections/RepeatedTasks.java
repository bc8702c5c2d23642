package io.eventcart.platform.projections;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Repeats two tasks, each on a thread of its own. A task that fails is retried; of failures in a row the log has the first. */
@Component
final class RepeatedTasks {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTasks.class);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2,
            new AxonThreadFactory("Rebuilds"));
    private volatile boolean hasFailed;

    void repeat(Runnable task, Duration pause) {
        var _ = threads.scheduleWithFixedDelay(() -> run(task), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run(Runnable task) {
        try {
            task.run();
            hasFailed = false;
        } catch (RuntimeException e) {
            if (!hasFailed) {
                LOG.warn("The rebuilds can't advance at the moment. They are retried", e);
            }
            hasFailed = true;
        }
    }

    @PreDestroy
    void end() {
        threads.shutdownNow();
    }
}
