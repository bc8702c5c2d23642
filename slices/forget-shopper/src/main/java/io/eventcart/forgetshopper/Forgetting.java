package io.eventcart.forgetshopper;

import io.eventcart.platform.sliceapi.HeldData;
import io.eventcart.platform.sliceapi.PersonalData;
import io.eventcart.sharedkernel.ShopperId;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Destroys the key of an erased shopper, and erases the shopper from views and tables. Runs on each instance, with retries until it
 * succeeds.
 */
@Component
@ProcessingGroup("forget-shopper")
final class Forgetting {
    private final PersonalData personal;
    private final List<HeldData> held;

    Forgetting(PersonalData personal, List<HeldData> held) {
        this.personal = personal;
        this.held = held;
    }

    @EventHandler
    void on(ShopperDataErased event) {
        forget(event.shopperId());
    }

    /** Idempotent. */
    void forget(ShopperId shopper) {
        personal.erase(shopper.value());
        held.forEach(data -> data.forget(shopper.value()));
    }
}
