package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;

/** The shopper's personal data was erased, and none is stored for them again. */
@SuppressWarnings("serial")
public final class ShopperErased extends Rejection {
    public ShopperErased(ShopperId shopper) {
        super("shopper-erased", Nature.CONFLICT,
                "The personal data of shopper " + shopper + " was erased. No new data is stored for them.",
                Map.of("shopperId", shopper.toString()));
    }
}
