package io.eventcart.insights.answers;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to carts over time.
 *
 * @param position the global position up to which events are counted
 * @param bucket the length of an item
 * @param items without a gap, the oldest first
 */
public record CartSeries(long position, @JsonFormat(shape = Shape.STRING) Duration bucket, List<SeriesBucket> items) {
    /**
     * One stretch of time. The first and the last count only what is in the period that was asked for.
     *
     * @param start the first instant, UTC
     * @param opened how many carts were created
     * @param left how many carts were abandoned: their last idle time began
     * @param bought how many carts were checked out
     * @param revenue the totals of those, sorted by currency
     * @param conversion the share of the carts opened here that are checked out by now, 0 to 1; null if none was opened
     */
    public record SeriesBucket(Instant start, long opened, long left, long bought, List<Revenue> revenue,
            @Nullable Double conversion) {}

    /**
     * Money from checkouts.
     *
     * @param currency an ISO 4217 code
     * @param amount a text with the decimals of the currency
     */
    public record Revenue(String currency, String amount) {}
}
