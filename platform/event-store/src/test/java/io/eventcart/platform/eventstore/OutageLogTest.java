package io.eventcart.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import io.eventcart.platform.sliceapi.StoreUnavailable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class OutageLogTest {
    private final StoreUnavailable away = new StoreUnavailable("no answer", new IOException("reset by peer"));
    private static final ch.qos.logback.classic.Logger COORDINATOR = new LoggerContext().getLogger("Coordinator");
    private static final ch.qos.logback.classic.Logger REPORTS = (ch.qos.logback.classic.Logger) LoggerFactory
            .getLogger(OutageLog.class);

    private final ListAppender<ILoggingEvent> reports = new ListAppender<>();
    private boolean isAway;
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final StoreWatch store = new StoreWatch("The store", this::ask, clock.withZone(ZoneOffset.UTC));
    private final OutageLog log = new OutageLog(List.of(store), clock.withZone(ZoneOffset.UTC));

    private void ask() {
        if (isAway) {
            throw away;
        }
    }

    private void settle() {
        now = now.plus(OutageLog.SETTLED);
        store.watch();
        log.settle();
    }

    private FilterReply logged(Level level, Object failure) {
        return log.decide(null, COORDINATOR, level, "Exception occurred in {}", new Object[]{"things", failure}, null);
    }

    @BeforeEach
    void listen() {
        reports.start();
        REPORTS.addAppender(reports);
    }

    @AfterEach
    void listenNoMore() {
        REPORTS.detachAppender(reports);
    }

    @Test
    void the_failures_of_a_store_that_is_away_are_not_logged_beside_the_outage() {
        isAway = true;

        assertThat(logged(Level.WARN, new IllegalStateException(away))).isEqualTo(FilterReply.DENY);
        settle();
        assertThat(log.decide(null, COORDINATOR, Level.ERROR, "Exception occurred", null, away))
                .isEqualTo(FilterReply.DENY);
        settle();

        assertThat(reports.list).isEmpty();
    }

    @Test
    void failures_while_a_store_recovers_belong_to_its_outage() {
        isAway = true;
        settle();
        isAway = false;
        settle();

        assertThat(logged(Level.WARN, away)).isEqualTo(FilterReply.DENY);
        settle();

        assertThat(reports.list).isEmpty();
    }

    @Test
    void what_looks_like_an_outage_while_all_stores_answer_is_logged_once_with_its_stack_trace() {
        for (var n = 0; n < 5; n++) {
            logged(Level.WARN, away);
            settle();
        }

        assertThat(reports.list).singleElement().satisfies(report -> {
            assertThat(report.getFormattedMessage()).startsWith("Coordinator failed as if a store were unreachable");
            assertThat(report.getThrowableProxy().getMessage()).isEqualTo("no answer");
        });
    }

    @Test
    void a_fault_of_our_own_is_logged_also_during_an_outage() {
        isAway = true;
        settle();

        assertThat(logged(Level.ERROR, new IllegalStateException("a bug"))).isEqualTo(FilterReply.NEUTRAL);
        assertThat(logged(Level.WARN, "no failure")).isEqualTo(FilterReply.NEUTRAL);
    }
}
