package io.eventcart.app;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Gives each scheduled task its own thread, so that an instance's lease is renewed while another task waits for a store. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SchedulingConfiguration {
    @Bean
    SchedulingConfigurer oneThreadPerTask(ThreadPoolTaskScheduler scheduler) {
        return tasks -> scheduler.setPoolSize(Math.toIntExact(Stream.of(tasks.getFixedDelayTaskList(),
                tasks.getFixedRateTaskList(), tasks.getCronTaskList(), tasks.getTriggerTaskList()).mapToLong(List::size)
                .sum()));
    }
}
