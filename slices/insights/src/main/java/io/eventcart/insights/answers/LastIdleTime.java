package io.eventcart.insights.answers;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The idle times of carts, for a query to build on. An idle time begins with an event after which the cart is open and not empty, and
 * nothing happens to it for {@code idle} or longer, ending not later than {@code asOf}. Any event of the cart ends it, so the events
 * come from the table of all events; only the types that change the content are read from their own tables.
 */
final class LastIdleTime {
    static final String SEEN_MOVES = """
            (SELECT cart_id, position, "at", product_id, quantity AS pieces, unit_price_amount, unit_price_currency
              FROM cart_item_added WHERE %1$s
            UNION ALL SELECT cart_id, position, "at", product_id, -quantity, NULL, NULL
              FROM cart_item_removed WHERE %1$s)""".formatted(Period.SEEN);

    /**
     * The table {@code last_idle(cart_id, position, "at")}: of each cart that was ever idle, the event that its last idle time began
     * with. A cart refuses to give more than it holds, so the sum of all its pieces is 0 exactly if it is empty.
     */
    static final String TABLES = """
            happened AS (
              SELECT TRY_CAST(stream AS UUID) AS cart_id, position, "at", 0 AS pieces, type = 'cart.cart-checked-out' AS closes
                FROM events WHERE type NOT IN ('cart.item-added', 'cart.item-removed') AND %s
              UNION ALL SELECT cart_id, position, "at", pieces, false FROM %s),
            state AS (SELECT cart_id, position, "at", sum(pieces) OVER history AS pieces, bool_or(closes) OVER history AS closed,
                lead("at", 1, make_timestamp(:asOf)) OVER history AS until
              FROM happened WINDOW history AS (PARTITION BY cart_id ORDER BY position)),
            last_idle AS MATERIALIZED (SELECT cart_id, max(position) AS position, arg_max("at", position) AS "at"
              FROM state WHERE pieces > 0 AND NOT closed AND epoch_us(until) - epoch_us("at") >= :idle GROUP BY cart_id)"""
            .formatted(Period.SEEN, SEEN_MOVES);

    private LastIdleTime() {}

    /** @return the values of {@link #TABLES} */
    static Map<String, Long> parameters(Duration idle, Instant asOf) {
        return Map.of("idle", EpochMicros.ceil(idle), "asOf", EpochMicros.floor(asOf));
    }
}
