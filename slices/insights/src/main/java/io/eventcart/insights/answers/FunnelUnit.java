package io.eventcart.insights.answers;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a funnel counts. */
public enum FunnelUnit {
    /** Each cart by itself. */
    @JsonProperty("cart")
    CART("cart_id"),
    /** Each shopper, over all of the shopper's carts. */
    @JsonProperty("shopper")
    SHOPPER("shopper_id");

    private final String column;

    FunnelUnit(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
