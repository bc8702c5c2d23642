package io.eventcart.insights.answers;

import io.eventcart.insights.answers.Abandonment.AbandonedValue;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks for {@link Abandonment}. */
public final class AbandonmentQuery {
    private static final String BOUGHT = """
            cart AS (SELECT cart_id, shopper_id FROM cart_cart_created
              WHERE %s AND cart_id IN (SELECT cart_id FROM cart_item_added WHERE %s)),
            bought AS (SELECT cart_id, shopper_id, position, "at" FROM cart_cart_checked_out WHERE %s),
            """.formatted(Period.SEEN_IN_PERIOD, Period.SEEN, Period.SEEN);
    /** The shopper's next checkout is of another cart, since it counts only for a cart that was not checked out itself. */
    private static final String FATES = """
            abandoned AS (SELECT cart_id, shopper_id, last_idle.position, last_idle."at" FROM cart JOIN last_idle USING (cart_id)),
            completed AS (SELECT abandoned.cart_id FROM abandoned ASOF JOIN bought ON abandoned.shopper_id = bought.shopper_id
                AND row(abandoned."at", abandoned.position) < row(bought."at", bought.position)
              WHERE epoch_us(bought."at") - epoch_us(abandoned."at") <= :window),
            fate AS MATERIALIZED (SELECT cart_id, abandoned.position AS idle_since, CASE
                WHEN idle_since IS NULL AND cart_id IN (SELECT cart_id FROM bought) THEN 'BOUGHT_AT_ONCE'
                WHEN idle_since IS NULL THEN 'OPEN'
                WHEN cart_id IN (SELECT cart_id FROM bought) THEN 'RECOVERED'
                WHEN cart_id IN (SELECT cart_id FROM completed) THEN 'COMPLETED_LATER'
                ELSE 'LOST' END AS fate
              FROM cart LEFT JOIN abandoned USING (cart_id)),
            """;
    /** All pieces of a line have the price of the last addition, which is the last that is not null. */
    private static final String CONTENTS = """
            held AS (SELECT fate.cart_id, fate.fate, sum(move.pieces) AS pieces,
                arg_max(move.unit_price_amount, move.position) AS price, arg_max(move.unit_price_currency, move.position) AS currency
              FROM fate JOIN %s move ON move.cart_id = fate.cart_id AND move.position <= fate.idle_since
              GROUP BY fate.cart_id, fate.fate, move.product_id)
            """
            .formatted(LastIdleTime.SEEN_MOVES);
    private static final String SQL = "WITH " + LastIdleTime.TABLES + ", " + BOUGHT + FATES + CONTENTS
            + """
                    SELECT fate, count(*) AS carts, NULL AS currency, NULL AS amount FROM fate GROUP BY fate
                    UNION ALL SELECT fate, 0, currency, sum(pieces * price) FROM held WHERE currency IS NOT NULL GROUP BY fate, currency
                    """;

    private final JdbcClient sql;

    public AbandonmentQuery(Connection connection) {
        this.sql = AnalyticalSql.on(connection);
    }

    /** What became of a cart. The names are those of the SQL. */
    private enum CartFate {
        /** Checked out, and never abandoned before. */
        BOUGHT_AT_ONCE,
        /** Neither checked out nor abandoned. */
        OPEN, RECOVERED, COMPLETED_LATER, LOST
    }

    /** The carts of a fate, without currency; or what they held in one currency. */
    private record FateSum(CartFate fate, long carts, @Nullable String currency, @Nullable BigDecimal amount) {
        static FateSum of(ResultSet row, int n) throws SQLException {
            return new FateSum(CartFate.valueOf(row.getString("fate")), row.getLong("carts"), row.getString("currency"),
                    row.getBigDecimal("amount"));
        }
    }

    /**
     * @param position that the answer bears
     * @param idle the shortest time without an event after which a cart counts as abandoned
     * @param window the longest time from the event that the idle time began with to the checkout of another cart
     * @param period in which the carts were created
     */
    public Abandonment answer(long position, Duration idle, Duration window, Period period) {
        var sums = sql.sql(SQL).params(LastIdleTime.parameters(idle, period.asOf())).params(period.parameters())
                .param("window", EpochMicros.floor(window)).query(FateSum::of).list();
        return new Abandonment(position, carts(sums, CartFate.values()),
                carts(sums, CartFate.BOUGHT_AT_ONCE, CartFate.RECOVERED),
                carts(sums, CartFate.RECOVERED, CartFate.COMPLETED_LATER, CartFate.LOST),
                carts(sums, CartFate.RECOVERED), carts(sums, CartFate.COMPLETED_LATER), carts(sums, CartFate.LOST),
                values(sums));
    }

    private static long carts(List<FateSum> sums, CartFate... fates) {
        return sums.stream().filter(sum -> Arrays.asList(fates).contains(sum.fate())).mapToLong(FateSum::carts).sum();
    }

    private static List<AbandonedValue> values(List<FateSum> sums) {
        var abandoned = new TreeMap<String, BigDecimal>();
        var lost = new TreeMap<String, BigDecimal>();
        for (var sum : sums) {
            if (sum.currency() != null && sum.amount() != null) {
                abandoned.merge(sum.currency(), sum.amount(), BigDecimal::add);
                lost.merge(sum.currency(), sum.fate() == CartFate.LOST ? sum.amount() : BigDecimal.ZERO,
                        BigDecimal::add);
            }
        }
        return abandoned.entrySet().stream()
                .map(sum -> new AbandonedValue(sum.getKey(), AmountText.of(sum.getKey(), sum.getValue()),
                        AmountText.of(sum.getKey(), lost.getOrDefault(sum.getKey(), BigDecimal.ZERO))))
                .toList();
    }
}
