package io.eventcart.carthistory;

import io.eventcart.sharedkernel.CartId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What first made a condition true, in many carts.
 *
 * @param items most frequent first
 * @param examined carts that were looked at
 * @param turned carts in which an event that the filter lets through first made the condition true
 * @param heldAtStart carts in which it held at version 1 already
 * @param complete false if the time was up before every cart was looked at; {@code examined} tells how many were, oldest first
 * @param unreadable carts of which an event can't be read, such as one of a type that this version of the app does not know
 * @param unreadableCarts the first of them
 */
record Turns(List<Turn> items, long examined, long turned, long heldAtStart, boolean complete,
        long unreadable, List<Unreadable> unreadableCarts) {
    /**
     * One kind of event that made it true.
     *
     * @param carts in how many carts
     * @param example the first cart in which it was so, and the version that the event brought it to
     */
    record Turn(String type, @Nullable String appVersion, @Nullable String command, long carts, Example example) {
        Turn oneMore() {
            return new Turn(type, appVersion, command, carts + 1, example);
        }
    }

    record Example(CartId cartId, long version, Instant at) {}

    /** @param cartId as it is stored */
    record Unreadable(String cartId, String why) {}
}
