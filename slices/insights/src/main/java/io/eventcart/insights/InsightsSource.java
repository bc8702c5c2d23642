package io.eventcart.insights;

import io.eventcart.insights.Insights.FunnelRequest;
import io.eventcart.insights.answers.Abandonment;
import io.eventcart.insights.answers.BeforeCheckout;
import io.eventcart.insights.answers.Funnel;
import io.eventcart.insights.answers.ProductRanking;
import io.eventcart.insights.answers.CartSeries;
import io.eventcart.insights.sql.ExportFormat;
import java.nio.file.Path;
import java.util.Map;

/** Where a command gets its answers: from the running server, or from the analytical copy in the data directory. */
interface InsightsSource {
    Funnel funnel(FunnelRequest request);

    /** @param arguments of the HTTP call of the same name, without those that are left out */
    Abandonment abandonment(Map<String, String> arguments);

    ProductRanking products(Map<String, String> arguments);

    BeforeCheckout beforeCheckout(Map<String, String> arguments);

    CartSeries series(Map<String, String> arguments);

    /** @return at most that many rows */
    QueryAnswer query(String sql, int limit);

    /** Writes all rows into a file that does not exist yet. */
    void export(String sql, ExportFormat format, Path file);
}
