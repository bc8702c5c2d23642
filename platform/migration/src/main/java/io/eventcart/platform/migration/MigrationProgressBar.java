package io.eventcart.platform.migration;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows progress, rate and remaining time of a migration. If the output is no terminal, a line now and then. */
final class MigrationProgressBar implements AutoCloseable {
    private static final int REDRAW_MILLIS = 200;
    private static final int LOG_MILLIS = 5_000;
    private static final int LOG_WIDTH = 110;

    private final String task;
    private final long of;
    private final PrintWriter log;
    private @Nullable ProgressBar bar;

    /** @param of the number of events; -1 if unknown */
    MigrationProgressBar(String task, long of, PrintWriter log) {
        this.task = task;
        this.of = of;
        this.log = log;
    }

    /** The rate counts from here on. */
    private ProgressBar from(long events) {
        var builder = ProgressBar.builder().setTaskName(task).setInitialMax(of).setUnit(" events", 1)
                .startsFrom(events, Duration.ZERO).setStyle(ProgressBarStyle.ASCII)
                .setSpeedUnit(ChronoUnit.SECONDS).showSpeed();
        return (isTerminal()
                ? builder.setUpdateIntervalMillis(REDRAW_MILLIS).setConsumer(new ConsoleProgressBarConsumer(System.err))
                : builder.setUpdateIntervalMillis(LOG_MILLIS)
                        .setConsumer(new DelegatingProgressBarConsumer(this::writeLine, LOG_WIDTH)))
                .build();
    }

    private void writeLine(String line) {
        log.println(line);
        log.flush();
    }

    @SuppressWarnings("SystemConsoleNull") // Since Java 25 it can be null again (JDK-8351435).
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /** @param events that are done; in the first call, those done before this run */
    void at(long events) {
        if (bar == null) {
            bar = from(events);
        }
        bar.stepTo(events);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
