package io.eventcart.importclickstream;

import java.io.PrintWriter;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on the error output. If that is no terminal, a line now and then. */
final class ImportProgress implements AutoCloseable {
    private static final long KILOBYTE = 1_000;
    private static final int REDRAW_MILLIS = 200;
    private static final int LOG_MILLIS = 5_000;
    private static final int LOG_WIDTH = 100;

    private final ClickstreamFiles files;
    private final ProgressBar bar;

    ImportProgress(ClickstreamFiles files, PrintWriter log) {
        this.files = files;
        var builder = ProgressBar.builder().setTaskName("Importing").setInitialMax(files.size())
                .setUnit(" kB", KILOBYTE).setStyle(ProgressBarStyle.ASCII);
        this.bar = (isTerminal() ? redrawn(builder) : logged(builder, log)).build();
    }

    @SuppressWarnings("SystemConsoleNull") // Since Java 25 it can be null again (JDK-8351435).
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static ProgressBarBuilder redrawn(ProgressBarBuilder builder) {
        return builder.setUpdateIntervalMillis(REDRAW_MILLIS).setConsumer(new ConsoleProgressBarConsumer(System.err));
    }

    private static ProgressBarBuilder logged(ProgressBarBuilder builder, PrintWriter log) {
        return builder.setUpdateIntervalMillis(LOG_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(log::println, LOG_WIDTH));
    }

    void update() {
        bar.stepTo(files.bytesRead());
    }

    @Override
    public void close() {
        bar.close();
    }
}
