package io.eventcart.platform.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;

final class ProjectionCopiesTest {
    private static final String THINGS = "things";
    private static final String SECOND_COPY = "things-2";
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    /** Has no class with the projection's annotation, since scans of the class path would find it. */
    private final ProjectionCopies copies = new ProjectionCopies(
            Map.of(THINGS, new Projection(THINGS, "keeper", List.of(THINGS), false)), false);
    private final ProjectionState firstIsActive = ProjectionState.first(THINGS, NOON);
    private final List<String> published = new CopyOnWriteArrayList<>();

    /** Publishes as an event handler of that processor, in a unit of work that is committed. */
    private void publish(String processor, Runnable update) {
        EventMessage<?> event = GenericEventMessage.asEventMessage("something");
        var handling = DefaultUnitOfWork.startAndGet(event);
        handling.execute(() -> {
            try {
                Objects.requireNonNull(copies.interceptorOf(processor)).handle(handling, () -> {
                    copies.publishOnceActive(THINGS, update);
                    return "handled";
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void an_update_of_the_standby_copy_is_published_at_the_switch_over() {
        copies.apply(firstIsActive);
        publish(THINGS, () -> published.add("first"));
        publish(SECOND_COPY, () -> published.add("second"));
        assertThat(published).containsExactly("first");

        copies.apply(firstIsActive.switchedOver(NOON));
        assertThat(published).containsExactly("first", "second");
    }

    @Test
    void an_update_does_not_overtake_the_updates_that_the_switch_over_publishes() throws InterruptedException {
        copies.apply(firstIsActive);
        var next = new Thread(() -> publish(SECOND_COPY, () -> published.add("20")));
        publish(SECOND_COPY, () -> {
            next.start();
            await().until(() -> next.getState() == Thread.State.BLOCKED || !next.isAlive());
            published.add("19");
        });

        copies.apply(firstIsActive.switchedOver(NOON));
        next.join();

        assertThat(published).containsExactly("19", "20");
    }
}
