package io.eventcart.insights.answers;

import io.eventcart.insights.answers.CartSeries.Revenue;
import io.eventcart.insights.answers.CartSeries.SeriesBucket;
import io.eventcart.platform.sliceapi.InvalidRequest;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks for a {@link CartSeries}. */
public final class SeriesQuery {
    /** Without an end, the latest event is the last that counts. Null if there is no event, or no cart. */
    private static final String BOUNDS = """
            SELECT epoch_us((SELECT min("at") FROM cart_cart_created WHERE %1$s)) AS first,
              epoch_us((SELECT max("at") FROM events WHERE %1$s)) + 1 AS after_last
            """.formatted(Period.SEEN);
    private static final String IN_BUCKETS = "(epoch_us(\"at\") - :start) // :length AS bucket";
    private static final String COUNTS = """
            , bought AS (SELECT cart_id, %1$s, total_amount, total_currency FROM cart_cart_checked_out WHERE %2$s),
            checked_out AS (SELECT cart_id FROM cart_cart_checked_out WHERE %3$s)
            SELECT bucket, count(*) AS opened, count(*) FILTER (cart_id IN (SELECT cart_id FROM checked_out)) AS converted,
                0 AS "left", 0 AS bought, NULL AS currency, NULL AS amount
              FROM (SELECT cart_id, %1$s FROM cart_cart_created WHERE %2$s) GROUP BY bucket
            UNION ALL SELECT bucket, 0, 0, count(*), 0, NULL, NULL
              FROM (SELECT %1$s FROM last_idle WHERE %2$s) GROUP BY bucket
            UNION ALL SELECT bucket, 0, 0, 0, count(*), total_currency, sum(total_amount) FROM bought GROUP BY bucket, total_currency
            """
            .formatted(IN_BUCKETS, Period.SEEN_IN_PERIOD, Period.SEEN);

    private final JdbcClient sql;

    public SeriesQuery(Connection connection) {
        this.sql = AnalyticalSql.on(connection);
    }

    private record Bounds(@Nullable Long first, @Nullable Long afterLast) {
        static Bounds of(ResultSet row, int n) throws SQLException {
            return new Bounds(row.getObject("first", Long.class), row.getObject("after_last", Long.class));
        }
    }

    private record BucketCount(int bucket, long opened, long converted, long left, long bought,
            @Nullable String currency,
            @Nullable BigDecimal amount) {
        static BucketCount of(ResultSet row, int n) throws SQLException {
            return new BucketCount(row.getInt("bucket"), row.getLong("opened"), row.getLong("converted"),
                    row.getLong("left"),
                    row.getLong("bought"), row.getString("currency"), row.getBigDecimal("amount"));
        }
    }

    /**
     * Begins with the bucket of the period's beginning, or of the first cart, and ends with the bucket of the period's end, or of the
     * latest event. Has no items if that is before the beginning, or there is nothing to begin or end with.
     *
     * @param position that the answer bears
     * @param bucket the length of an item, a minute or more, in whole seconds; weeks begin on Mondays
     * @param idle the shortest time without an event after which a cart counts as abandoned
     * @throws InvalidRequest if there would be more than 10,000 items, or the bucket is out of range
     */
    public CartSeries answer(long position, Duration bucket, Duration idle, Period period) {
        TimeBuckets.check(bucket);
        var bounds = sql.sql(BOUNDS).params(period.parameters()).query(Bounds::of).single();
        var from = period.from() == null ? bounds.first() : period.parameters().get("from");
        var to = period.to() == null ? bounds.afterLast() : period.parameters().get("to");
        if (from == null || to == null) {
            return new CartSeries(position, bucket, List.of());
        }
        var buckets = TimeBuckets.of(bucket, from, to);
        var counts = counts(buckets, idle, period);
        return new CartSeries(position, bucket, IntStream.range(0, buckets.count())
                .mapToObj(number -> item(buckets, number, counts.getOrDefault(number, List.of()))).toList());
    }

    private Map<Integer, List<BucketCount>> counts(TimeBuckets buckets, Duration idle, Period period) {
        return buckets.count() == 0
                ? Map.of()
                : sql.sql("WITH " + LastIdleTime.TABLES + COUNTS).params(LastIdleTime.parameters(idle, period.asOf()))
                        .param("from", buckets.from()).param("to", buckets.to()).param("start", buckets.start())
                        .param("length", buckets.length()).query(BucketCount::of).list().stream()
                        .collect(Collectors.groupingBy(BucketCount::bucket));
    }

    private static SeriesBucket item(TimeBuckets buckets, int number, List<BucketCount> counts) {
        var opened = counts.stream().mapToLong(BucketCount::opened).sum();
        var converted = counts.stream().mapToLong(BucketCount::converted).sum();
        return new SeriesBucket(buckets.start(number), opened, counts.stream().mapToLong(BucketCount::left).sum(),
                counts.stream().mapToLong(BucketCount::bought).sum(), revenue(counts),
                opened == 0 ? null : (double) converted / opened);
    }

    private static List<Revenue> revenue(List<BucketCount> counts) {
        var amounts = new TreeMap<String, BigDecimal>();
        for (var count : counts) {
            if (count.currency() != null && count.amount() != null) {
                amounts.merge(count.currency(), count.amount(), BigDecimal::add);
            }
        }
        return amounts.entrySet().stream()
                .map(sum -> new Revenue(sum.getKey(), AmountText.of(sum.getKey(), sum.getValue()))).toList();
    }
}
