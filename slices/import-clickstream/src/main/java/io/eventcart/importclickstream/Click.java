package io.eventcart.importclickstream;

import io.eventcart.sharedkernel.ProductId;
import java.time.Instant;
import org.joda.money.Money;

/**
 * One action of a user in the other shop: a line of the file.
 *
 * @param at when, UTC, to the second
 * @param price of one piece, zero or more
 * @param user the user's id, 1 to 100 characters
 * @param session the id of the user's visit, 1 to 100 characters
 */
record Click(Instant at, Action action, ProductId productId, Money price, String user, String session) {
    enum Action {
        VIEW,
        /** One piece put into the cart. */
        CART,
        /** One piece taken out of it. */
        REMOVE_FROM_CART,
        /** One line of an order; all lines of one order bear the same session and second. */
        PURCHASE
    }
}
