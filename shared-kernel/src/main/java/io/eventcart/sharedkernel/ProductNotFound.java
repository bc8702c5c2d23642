package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;

/** The shop's catalogue has no such product. */
@SuppressWarnings("serial")
public final class ProductNotFound extends Rejection {
    public ProductNotFound(ProductId productId) {
        super("product-not-found", Nature.NOT_FOUND, "The catalogue has no product " + productId + ".",
                Map.of("productId", productId.toString()));
    }
}
