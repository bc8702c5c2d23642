package io.eventcart.app;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.annotation.Scheduled;

final class SchedulingTest {
    static final class Blocked {
        private final CountDownLatch isReleased = new CountDownLatch(1);

        @Scheduled(fixedDelay = 1)
        void waitForAStore() throws InterruptedException {
            isReleased.await();
        }
    }

    static final class Lease {
        private final AtomicInteger renewals = new AtomicInteger();

        @Scheduled(fixedDelay = 1)
        void renew() {
            renewals.incrementAndGet();
        }
    }

    @Test
    void a_lease_is_renewed_while_another_task_is_blocked() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(TaskSchedulingAutoConfiguration.class))
                .withUserConfiguration(SchedulingConfiguration.class, Blocked.class, Lease.class)
                .run(context -> {
                    try {
                        await().until(() -> context.getBean(Lease.class).renewals.get() > 2);
                    } finally {
                        context.getBean(Blocked.class).isReleased.countDown();
                    }
                });
    }
}
