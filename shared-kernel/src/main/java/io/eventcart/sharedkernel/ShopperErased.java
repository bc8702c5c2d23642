package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.Rejection;
import java.util.Map;

/** A shopper whose data was erased can have no personal data kept any more. */
@SuppressWarnings("serial")
public final class ShopperErased extends Rejection {
    public ShopperErased(ShopperId shopper) {
        super("shopper-erased", Nature.CONFLICT,
                "The personal data of shopper " + shopper + " was erased, and no new data is kept of them.",
                Map.of("shopperId", shopper.toString()));
    }
}
