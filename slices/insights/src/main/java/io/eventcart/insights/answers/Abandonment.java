package io.eventcart.insights.answers;

import java.util.List;

/**
 * What became of the carts that ever held an item. {@code abandoned} is the sum of {@code recovered}, {@code completedLater} and
 * {@code lost}.
 *
 * @param position the global position up to which events are counted
 * @param carts how many there are
 * @param checkedOut how many are checked out, abandoned before or not
 * @param abandoned how many were left alone for the idle time or longer while they were open and not empty
 * @param recovered how many of the abandoned were checked out later
 * @param completedLater how many of the abandoned were not, but their shopper checked out another cart in time
 * @param lost the rest of the abandoned
 * @param value of the abandoned carts, sorted by currency
 */
public record Abandonment(long position, long carts, long checkedOut, long abandoned, long recovered,
        long completedLater, long lost,
        List<AbandonedValue> value) {
    /**
     * What the carts held when their last idle time began, as texts with the decimals of the currency.
     *
     * @param currency an ISO 4217 code
     * @param abandoned in all abandoned carts
     * @param lost in the lost ones
     */
    public record AbandonedValue(String currency, String abandoned, String lost) {}
}
