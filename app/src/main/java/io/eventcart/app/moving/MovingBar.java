package io.eventcart.app.moving;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a move is, its rate, and the time left; in a log, where nothing can be redrawn, a line now and then. */
final class MovingBar implements AutoCloseable {
    private static final int REDRAW_MILLIS = 200;
    private static final int LOG_MILLIS = 5_000;
    private static final int LOG_WIDTH = 110;

    private final ProgressBar bar;

    /** @param of how many events; -1 if that is not known */
    MovingBar(String task, long of, PrintWriter log) {
        var builder = ProgressBar.builder().setTaskName(task).setInitialMax(of).setUnit(" events", 1)
                .setStyle(ProgressBarStyle.ASCII).setSpeedUnit(ChronoUnit.SECONDS).showSpeed();
        this.bar = (isTerminal()
                ? builder.setUpdateIntervalMillis(REDRAW_MILLIS).setConsumer(new ConsoleProgressBarConsumer(System.err))
                : builder.setUpdateIntervalMillis(LOG_MILLIS)
                        .setConsumer(new DelegatingProgressBarConsumer(log::println, LOG_WIDTH)))
                .build();
    }

    @SuppressWarnings("SystemConsoleNull") // Since Java 25 it can be null again (JDK-8351435).
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    void at(long events) {
        bar.stepTo(events);
    }

    @Override
    public void close() {
        bar.close();
    }
}
