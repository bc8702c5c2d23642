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
    private static final String SECOND_SIDE = "things-2";
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    /** Without a class that is annotated as a projection: whatever looks for those on the class path would find it. */
    private final ProjectionCopies copies = new ProjectionCopies(
            Map.of(THINGS, new Projection(THINGS, "keeper", List.of(THINGS))), false);
    private final ProjectionState firstIsShown = ProjectionState.first(THINGS, NOON);
    private final List<String> told = new CopyOnWriteArrayList<>();

    /** As an event handler of that processor does whose unit of work is committed. */
    private void announce(String processor, Runnable update) {
        EventMessage<?> event = GenericEventMessage.asEventMessage("something");
        var handling = DefaultUnitOfWork.startAndGet(event);
        handling.execute(() -> {
            try {
                Objects.requireNonNull(copies.interceptorOf(processor)).handle(handling, () -> {
                    copies.onceShown(THINGS, update);
                    return "handled";
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void what_a_side_has_to_tell_is_told_once_it_is_shown() {
        copies.know(firstIsShown);
        announce(THINGS, () -> told.add("first"));
        announce(SECOND_SIDE, () -> told.add("second"));
        assertThat(told).containsExactly("first");

        copies.know(firstIsShown.switchedOver(NOON));
        assertThat(told).containsExactly("first", "second");
    }

    @Test
    void an_update_does_not_overtake_what_the_swap_is_about_to_tell() throws InterruptedException {
        copies.know(firstIsShown);
        var next = new Thread(() -> announce(SECOND_SIDE, () -> told.add("20")));
        announce(SECOND_SIDE, () -> {
            next.start();
            await().until(() -> next.getState() == Thread.State.BLOCKED || !next.isAlive());
            told.add("19");
        });

        copies.know(firstIsShown.switchedOver(NOON));
        next.join();

        assertThat(told).containsExactly("19", "20");
    }
}
