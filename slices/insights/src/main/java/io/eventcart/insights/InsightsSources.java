package io.eventcart.insights;

import io.eventcart.platform.sliceapi.CommandFault;
import io.eventcart.platform.sliceapi.RunningServer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
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
        var running = server.getIfAvailable();
        try (var bar = ProgressBar.builder().setTaskName("Copying").setUnit(" events", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200).build()) {
            if (running != null) {
                return new ServerInsights(running)
                        .onceFilled(progress -> bar.maxHint(progress.head()).stepTo(progress.position()));
            }
            var head = insights.getObject().head();
            insights.getObject().catchUp(position -> bar.maxHint(head).stepTo(position));
            return local.getObject();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFault.failed("Interrupted.");
        }
    }
}
