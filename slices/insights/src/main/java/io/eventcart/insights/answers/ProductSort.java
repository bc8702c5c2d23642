package io.eventcart.insights.answers;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What products are sorted by: numbers with the largest first, texts in the order of their characters' codes; ties by product. */
public enum ProductSort {
    PRODUCT_ID("productId", "product_id"), NAME("name", "name"), CARTS("carts", "carts DESC"), TIMES_ADDED("timesAdded",
            "times_added DESC"), PIECES_ADDED("piecesAdded", "pieces_added DESC"), TIMES_REMOVED("timesRemoved",
                    "times_removed DESC"), PIECES_REMOVED("piecesRemoved", "pieces_removed DESC"), PIECES_BOUGHT(
                            "piecesBought",
                            "pieces_bought DESC"), REMOVED_THEN_BOUGHT("removedThenBought", "removed_then_bought DESC");

    private final String field;
    private final String order;

    ProductSort(String field, String order) {
        this.field = field;
        this.order = order;
    }

    /**
     * @param field a field of {@link ProductFigures}
     * @throws IllegalArgumentException whose message follows the parameter's name, if it is not one
     */
    public static ProductSort of(String field) {
        return Arrays.stream(values()).filter(sort -> sort.field.equals(field)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is none of "
                        + Arrays.stream(values()).map(sort -> sort.field).collect(Collectors.joining(", "))));
    }

    /** @return columns of the answer's SQL */
    String order() {
        return order;
    }
}
