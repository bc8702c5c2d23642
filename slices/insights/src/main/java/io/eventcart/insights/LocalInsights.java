package io.eventcart.insights;

import io.eventcart.insights.Insights.FunnelRequest;
import io.eventcart.insights.SqlQuestions.When;
import io.eventcart.insights.answers.Abandonment;
import io.eventcart.insights.answers.BeforeCheckout;
import io.eventcart.insights.answers.Funnel;
import io.eventcart.insights.answers.ProductRanking;
import io.eventcart.insights.answers.CartSeries;
import io.eventcart.insights.sql.ExportFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers of the analytical copy in the data directory, while no server uses it. */
@Component
final class LocalInsights implements InsightsSource {
    private static final int DEFAULT_LAST = 3;
    private static final int MOST_PRODUCTS = 10_000;

    private final Insights insights;
    private final SqlQuestions questions;

    LocalInsights(Insights insights, SqlQuestions questions) {
        this.insights = insights;
        this.questions = questions;
    }

    @Override
    public Funnel funnel(FunnelRequest request) {
        return insights.funnel(request, null);
    }

    @Override
    public Abandonment abandonment(Map<String, String> given) {
        return insights.abandonment(given.get("idle"), given.get("window"), given.get("from"), given.get("to"),
                given.get("asOf"),
                null);
    }

    @Override
    public ProductRanking products(Map<String, String> given) {
        return insights.products(given.get("from"), given.get("to"), given.get("asOf"), given.get("sort"),
                number(given, "limit", MOST_PRODUCTS), null);
    }

    @Override
    public BeforeCheckout beforeCheckout(Map<String, String> given) {
        return insights.beforeCheckout(number(given, "last", DEFAULT_LAST), given.get("idle"), given.get("asOf"), null);
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        return Integer.parseInt(given.getOrDefault(name, Integer.toString(otherwise)));
    }

    @Override
    public CartSeries series(Map<String, String> given) {
        return insights.series(given.get("bucket"), given.get("idle"), given.get("from"), given.get("to"),
                given.get("asOf"), null);
    }

    @Override
    public QueryAnswer query(String sql, int limit) {
        return questions.answer(sql, limit, When.NOW);
    }

    @Override
    public void export(String sql, ExportFormat format, Path file) {
        var export = questions.export(sql, format, When.NOW);
        try {
            Files.move(export.file(), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
