package io.eventcart.insights.answers;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks for a {@link ProductRanking}. */
@SuppressWarnings("InlineFormatString") // A statement reads better in one piece.
public final class ProductsQuery {
    /** A product that only left carts in the period bears the name that it was added by before. */
    private static final String ADDED_AND_REMOVED = """
            WITH name AS (SELECT product_id, arg_max(name, row(%1$s, position)) AS name
              FROM cart_item_added WHERE %2$s GROUP BY product_id),
            added AS (SELECT product_id, count(DISTINCT cart_id) AS carts, count(*) AS times_added, sum(quantity) AS pieces_added
              FROM cart_item_added WHERE %1$s GROUP BY product_id),
            removal AS (SELECT * FROM cart_item_removed WHERE %1$s),
            removed AS (SELECT product_id, count(*) AS times_removed, sum(quantity) AS pieces_removed
              FROM removal GROUP BY product_id),
            """
            .formatted(Period.SEEN_IN_PERIOD, Period.SEEN);
    /** A shopper took it out before buying it if the first removal comes before the last purchase. */
    private static final String BOUGHT = """
            line AS (SELECT position, shopper_id, unnest(lines) AS line FROM cart_cart_checked_out WHERE %s),
            bought AS (SELECT line.product_id, sum(line.quantity) AS pieces_bought FROM line GROUP BY line.product_id),
            first_removal AS (SELECT shopper_id, product_id, min(position) AS position FROM removal GROUP BY ALL),
            last_purchase AS (SELECT shopper_id, line.product_id, max(position) AS position FROM line GROUP BY ALL),
            changed_mind AS (SELECT product_id, count(*) AS removed_then_bought
              FROM first_removal JOIN last_purchase USING (shopper_id, product_id)
              WHERE first_removal.position < last_purchase.position GROUP BY product_id)
            """.formatted(Period.SEEN_IN_PERIOD);
    private static final String ITEMS = """
            SELECT product_id, name, coalesce(carts, 0) AS carts, coalesce(times_added, 0) AS times_added,
              coalesce(pieces_added, 0) AS pieces_added, coalesce(times_removed, 0) AS times_removed,
              coalesce(pieces_removed, 0) AS pieces_removed, coalesce(pieces_bought, 0) AS pieces_bought,
              coalesce(removed_then_bought, 0) AS removed_then_bought
            FROM added FULL JOIN removed USING (product_id) FULL JOIN bought USING (product_id)
              LEFT JOIN changed_mind USING (product_id) LEFT JOIN name USING (product_id)
            WHERE product_id IS NOT NULL ORDER BY
            """;

    private final JdbcClient sql;

    public ProductsQuery(Connection connection) {
        this.sql = AnalyticalSql.on(connection);
    }

    /**
     * @param position that the answer bears
     * @param period of the events that are counted
     * @param limit how many products at the most, 1 to 10,000
     */
    public ProductRanking answer(long position, Period period, ProductSort sort, int limit) {
        var text = ADDED_AND_REMOVED + BOUGHT + ITEMS + sort.order() + " NULLS LAST, product_id LIMIT :limit";
        return new ProductRanking(position, sql.sql(text)
                .params(period.parameters()).param("limit", limit).query(ProductsQuery::figures).list());
    }

    private static ProductFigures figures(ResultSet row, int n) throws SQLException {
        return new ProductFigures(row.getString("product_id"), row.getString("name"), row.getLong("carts"),
                row.getLong("times_added"), row.getLong("pieces_added"), row.getLong("times_removed"),
                row.getLong("pieces_removed"), row.getLong("pieces_bought"), row.getLong("removed_then_bought"));
    }
}
