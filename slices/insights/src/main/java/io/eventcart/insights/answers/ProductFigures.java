package io.eventcart.insights.answers;

import org.jspecify.annotations.Nullable;

/**
 * What happened to a product in a period.
 *
 * @param name the one of its latest addition; null if it was never added
 * @param carts how many carts it was added to
 * @param timesAdded how often it was added
 * @param piecesAdded how many pieces were added
 * @param timesRemoved how often some of it was removed
 * @param piecesRemoved how many pieces were removed
 * @param piecesBought how many pieces were in carts that were checked out
 * @param removedThenBought how many shoppers took some of it out of a cart and later checked out a cart with it in
 */
public record ProductFigures(String productId, @Nullable String name, long carts, long timesAdded, long piecesAdded,
        long timesRemoved, long piecesRemoved, long piecesBought, long removedThenBought) {}
