package io.eventcart.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.eventcart.platform.sliceapi.StoreUnavailable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Status;

final class StoreWatchTest {
    private static final String STORE = "The store of this test";
    private final RuntimeException away = new StoreUnavailable("no answer",
            new IOException("connection refused"));

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(StoreWatch.class);

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private @Nullable RuntimeException failure;
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final StoreWatch watch = new StoreWatch(STORE, this::ask, clock.withZone(ZoneOffset.UTC));

    private void ask() {
        if (failure != null) {
            throw failure;
        }
    }

    private void answers(@Nullable RuntimeException with, int times) {
        failure = with;
        for (var n = 0; n < times; n++) {
            watch.watch();
        }
    }

    @BeforeEach
    void listen() {
        LOGGER.setLevel(Level.INFO);
        lines.start();
        LOGGER.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        LOGGER.detachAppender(lines);
    }

    /** Other tests have watches as well. */
    private List<ILoggingEvent> lines() {
        return lines.list.stream().filter(line -> line.getFormattedMessage().startsWith(STORE)).toList();
    }

    @Test
    void an_outage_is_one_line_when_it_begins_and_one_when_it_ends() {
        answers(null, 2);
        answers(away, 60);
        answers(null, 2);

        assertThat(lines()).extracting(Object::toString).satisfiesExactly(
                begin -> assertThat(begin).startsWith("[WARN] " + STORE + " can't be used; waiting for it.")
                        .contains("connection refused"),
                end -> assertThat(end).isEqualTo("[INFO] " + STORE + " is there again"));
        assertThat(lines()).extracting(ILoggingEvent::getThrowableProxy).containsOnlyNulls();
    }

    @Test
    void a_fault_of_our_own_is_logged_with_its_stack_trace_once() {
        answers(new IllegalStateException("a bug"), 60);

        assertThat(lines()).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getThrowableProxy().getMessage()).isEqualTo("a bug");
        });
    }

    @Test
    void health_is_the_last_answer() {
        answers(away, 1);
        assertThat(watch.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(watch.health().getDetails()).containsEntry("since", now)
                .hasEntrySatisfying("error", error -> assertThat(error.toString()).contains("connection refused"));

        answers(null, 1);
        assertThat(watch.health().getStatus()).isEqualTo(Status.UP);
        assertThat(watch.isRecovering()).isTrue();
    }

    @Test
    void a_store_that_does_not_answer_at_all_is_down() {
        answers(null, 1);
        now = now.plus(StoreWatch.LONGEST_SILENCE);
        assertThat(watch.health().getStatus()).isEqualTo(Status.UP);

        now = now.plusMillis(1);
        assertThat(watch.health().getStatus()).isEqualTo(Status.DOWN);
    }
}
