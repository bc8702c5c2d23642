package io.eventcart.insights;

import io.eventcart.insights.Insights.FunnelRequest;
import io.eventcart.insights.QueryEndpoint.QueryRequest;
import io.eventcart.insights.answers.Abandonment;
import io.eventcart.insights.answers.BeforeCheckout;
import io.eventcart.insights.answers.Funnel;
import io.eventcart.insights.answers.ProductRanking;
import io.eventcart.insights.answers.CartSeries;
import io.eventcart.insights.copy.AnalyticalCopy.Progress;
import io.eventcart.insights.sql.ExportFormat;
import io.eventcart.platform.sliceapi.LocalProjection.State;
import io.eventcart.platform.sliceapi.RunningServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Answers of the server that uses the data directory. */
final class ServerInsights implements InsightsSource {
    private static final String API = "/api/insights";

    private final RunningServer server;

    ServerInsights(RunningServer server) {
        this.server = server;
    }

    /** Waits until the server has filled its copy for the first time. */
    ServerInsights onceFilled(Consumer<Progress> watcher) throws InterruptedException {
        for (var now = progress(); now.state() == State.REPLAYING
                && now.position() < now.head(); now = progress()) {
            watcher.accept(now);
            Thread.sleep(Duration.ofMillis(200));
        }
        return this;
    }

    private Progress progress() {
        return server.get(API, Progress.class);
    }

    @Override
    public Funnel funnel(FunnelRequest request) {
        return server.post(API + "/funnel", request, Funnel.class);
    }

    @Override
    public Abandonment abandonment(Map<String, String> arguments) {
        return server.get(API + "/abandonment" + query(arguments), Abandonment.class);
    }

    @Override
    public ProductRanking products(Map<String, String> arguments) {
        return server.get(API + "/products" + query(arguments), ProductRanking.class);
    }

    @Override
    public BeforeCheckout beforeCheckout(Map<String, String> arguments) {
        return server.get(API + "/before-checkout" + query(arguments), BeforeCheckout.class);
    }

    @Override
    public CartSeries series(Map<String, String> arguments) {
        return server.get(API + "/series" + query(arguments), CartSeries.class);
    }

    private static String query(Map<String, String> arguments) {
        return new TreeMap<>(arguments).entrySet().stream()
                .map(argument -> argument.getKey() + "="
                        + URLEncoder.encode(argument.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    @Override
    public QueryAnswer query(String sql, int limit) {
        return server.post(API + "/query", new QueryRequest(sql, limit), QueryAnswer.class);
    }

    @Override
    public void export(String sql, ExportFormat format, Path file) {
        server.download(API + "/query", new QueryRequest(sql, null),
                format == ExportFormat.CSV ? QueryEndpoint.CSV : QueryEndpoint.PARQUET, file);
    }
}
