package io.eventcart.insights;

import io.eventcart.platform.sliceapi.CommandFault;
import io.eventcart.platform.sliceapi.RunningServer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds a command's {@link InsightsSource}, and waits until it has all events. */
@Component
final class InsightsSources {
    private final ObjectProvider<LocalInsights> local;
    private final ObjectProvider<Insights> insights;
    private final ObjectProvider<RunningServer> server;

    InsightsSources(ObjectProvider<LocalInsights> local, ObjectProvider<Insights> insights,
            ObjectProvider<RunningServer> server) {
        this.local = local;
        this.insights = insights;
        this.server = server;
    }

    InsightsSource open() {
        try (var progress = new CopyProgress()) {
            var running = server.getIfAvailable();
            if (running != null) {
                return new ServerInsights(running).onceFilled(now -> progress.show(now.position(), now.head()));
            }
            var head = insights.getObject().head();
            insights.getObject().catchUp(position -> progress.show(position, head));
            return local.getObject();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFault.failed("Interrupted.");
        }
    }

    /** A progress bar, if there is so much to copy that it takes a while. */
    private static final class CopyProgress implements AutoCloseable {
        private static final long WORTH_A_BAR = 20_000;
        private @Nullable ProgressBar bar;

        void show(long position, long head) {
            if (bar == null && head - position > WORTH_A_BAR) {
                bar = ProgressBar.builder().setTaskName("Copying").setUnit(" events", 1)
                        .setStyle(ProgressBarStyle.ASCII).build();
            }
            if (bar != null) {
                bar.maxHint(head).stepTo(position);
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
