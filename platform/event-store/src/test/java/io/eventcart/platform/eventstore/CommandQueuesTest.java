package io.eventcart.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.eventcart.platform.sliceapi.TooManyRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

final class CommandQueuesTest {
    private static final String ANNAS = "3f0c1c52-6a39-4f0e-9a44-0d6f5a4a9b11";
    private static final String BENS = "99999999-0000-4000-8000-000000000000";

    private final CommandQueues queues = new CommandQueues(2, Duration.ofMinutes(1));
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

    private FutureTask<String> begin(CommandQueues queues, String cart, String name) {
        var task = new FutureTask<>(() -> queues.inQueue(cart, () -> {
            sent.add(name);
            awaitTheEnd();
            return name;
        }));
        Thread.ofPlatform().start(task);
        return task;
    }

    private void awaitTheEnd() {
        try {
            firstMayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitSent(String name) {
        await().until(() -> sent.contains(name));
    }

    private FutureTask<String> beginAndAwaitItInTheQueue(String cart, String name, int waiting) {
        var task = begin(queues, cart, name);
        await().until(() -> queues.waitingFor(cart) == waiting);
        return task;
    }

    @Test
    void commands_of_one_cart_are_sent_one_after_the_other_in_the_order_in_which_they_came() throws Exception {
        var first = begin(queues, ANNAS, "first");
        awaitSent("first");
        var second = beginAndAwaitItInTheQueue(ANNAS, "second", 1);
        var third = beginAndAwaitItInTheQueue(ANNAS, "third", 2);
        assertThat(sent).containsExactly("first");

        firstMayEnd.countDown();

        assertThat(List.of(first.get(), second.get(), third.get())).isEqualTo(sent);
    }

    @Test
    void another_cart_does_not_wait() {
        var _ = begin(queues, ANNAS, "annas");
        awaitSent("annas");

        var _ = begin(queues, BENS, "bens");

        awaitSent("bens");
        firstMayEnd.countDown();
    }

    @Test
    void a_command_is_refused_at_once_if_its_queue_is_full_and_others_are_not() throws Exception {
        var _ = begin(queues, ANNAS, "first");
        awaitSent("first");
        var _ = beginAndAwaitItInTheQueue(ANNAS, "second", 1);
        var third = beginAndAwaitItInTheQueue(ANNAS, "third", 2);

        assertThatExceptionOfType(TooManyRequests.class)
                .isThrownBy(() -> queues.inQueue(ANNAS, () -> sent.add("one too many")))
                .withMessageContaining("send it again").extracting(TooManyRequests::retryAfter)
                .isEqualTo(Duration.ofSeconds(1));

        firstMayEnd.countDown();
        third.get();
        assertThat(sent).containsExactly("first", "second", "third");
    }

    @Test
    void a_command_does_not_wait_for_ever() {
        var impatient = new CommandQueues(2, Duration.ofMillis(1));
        var _ = begin(impatient, ANNAS, "first");
        awaitSent("first");

        assertThatExceptionOfType(TooManyRequests.class)
                .isThrownBy(() -> impatient.inQueue(ANNAS, () -> sent.add("late")));

        firstMayEnd.countDown();
        assertThat(sent).containsExactly("first");
    }

    @Test
    void a_queue_that_is_empty_is_not_kept_also_after_a_failure() {
        queues.inQueue(ANNAS, () -> "done");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> queues.inQueue(ANNAS, () -> {
            throw new IllegalStateException("failed");
        }));

        assertThat(queues.size()).isZero();
    }
}
