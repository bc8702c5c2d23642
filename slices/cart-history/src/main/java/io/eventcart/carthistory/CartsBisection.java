package io.eventcart.carthistory;

import io.eventcart.sharedkernel.CartId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events that first made a condition true, over many carts.
 *
 * @param items most frequent first
 * @param examined number of carts examined
 * @param turned number of carts in which an event that matches the filter first made the condition true
 * @param heldAtStart number of carts in which the condition held at version 1
 * @param complete false if the time limit came before every cart was examined; {@code examined} says how many were, oldest first
 * @param unreadable number of carts with an unreadable event, such as one of a type that this version of the app does not know
 * @param unreadableCarts the first unreadable carts
 */
record CartsBisection(List<MatchGroup> items, long examined, long turned, long heldAtStart, boolean complete,
        long unreadable, List<Unreadable> unreadableCarts) {
    /**
     * The first matches with one event type, app version and command.
     *
     * @param carts number of carts
     * @param example the first such cart, and its version after the event
     */
    record MatchGroup(String type, @Nullable String appVersion, @Nullable String command, long carts, Example example) {
        MatchGroup oneMore() {
            return new MatchGroup(type, appVersion, command, carts + 1, example);
        }
    }

    record Example(CartId cartId, long version, Instant at) {}

    /** @param cartId as it is stored */
    record Unreadable(String cartId, String why) {}
}
