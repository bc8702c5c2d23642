package io.eventcart.forgetshopper;

import io.eventcart.forgetshopper.ForgetShopper.Erasure;
import io.eventcart.platform.sliceapi.Rejection;
import io.eventcart.sharedkernel.ShopperId;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

@Component
final class ForgetShopperHandler {
    private final Erasures erasures;
    private final ShopperRecords records;

    ForgetShopperHandler(Erasures erasures, ShopperRecords records) {
        this.erasures = erasures;
        this.records = records;
    }

    @CommandHandler
    Erasure handle(ForgetShopper command) {
        var shopper = command.shopperId();
        decide(records.areThereOf(shopper), erasures.timeOf(shopper).isPresent(), command).forEach(erasures::append);
        return new Erasure(shopper, erasures.timeOf(shopper).orElseThrow());
    }

    /** A second erasure changes nothing and returns the same answer. */
    static List<ShopperDataErased> decide(boolean isKnown, boolean isErased, ForgetShopper command) {
        if (isErased) {
            return List.of();
        }
        if (!isKnown) {
            throw new ShopperNotFound(command.shopperId());
        }
        return List.of(new ShopperDataErased(command.shopperId()));
    }

    /** There is no data about that shopper, or the reader may not know of it. */
    @SuppressWarnings("serial")
    static final class ShopperNotFound extends Rejection {
        ShopperNotFound(ShopperId shopper) {
            super("shopper-not-found", Nature.NOT_FOUND, "Nothing is held about a shopper " + shopper + ".",
                    Map.of("shopperId", shopper.toString()));
        }
    }
}
