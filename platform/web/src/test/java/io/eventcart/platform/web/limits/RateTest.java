package io.eventcart.platform.web.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.platform.eventstore.EventcartProperties;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RateTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final Rate rate = new Rate(new EventcartProperties.Limits.Rate(3, Duration.ofSeconds(2)), now::get);

    @Test
    void a_burst_of_calls_is_allowed_and_then_one_in_each_interval() {
        takes("anna", 3);
        assertThat(rate.take("anna")).contains(Duration.ofSeconds(2));

        now.addAndGet(Duration.ofSeconds(2).toNanos());

        takes("anna", 1);
        assertThat(rate.take("anna")).contains(Duration.ofSeconds(2));
    }

    @Test
    void a_refused_call_does_not_prolong_the_wait() {
        takes("anna", 3);
        for (var i = 0; i < 100; i++) {
            rate.take("anna");
        }

        assertThat(rate.take("anna")).contains(Duration.ofSeconds(2));
    }

    @Test
    void a_caller_that_waits_long_enough_has_the_whole_burst_again() {
        takes("anna", 3);

        now.addAndGet(Duration.ofSeconds(6).toNanos());

        takes("anna", 3);
        assertThat(rate.take("anna")).isPresent();
    }

    @Test
    void one_caller_does_not_use_up_the_calls_of_another() {
        takes("anna", 3);

        takes("ben", 3);
    }

    @Test
    void a_peek_counts_no_call() {
        for (var i = 0; i < 10; i++) {
            assertThat(rate.peek("anna")).isEmpty();
        }
        takes("anna", 3);

        assertThat(rate.peek("anna")).contains(Duration.ofSeconds(2));
    }

    private void takes(String caller, int calls) {
        for (var i = 0; i < calls; i++) {
            assertThat(rate.take(caller)).isEmpty();
        }
    }
}
