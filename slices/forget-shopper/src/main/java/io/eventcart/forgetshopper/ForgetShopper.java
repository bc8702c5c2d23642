package io.eventcart.forgetshopper;

import io.eventcart.platform.sliceapi.Command;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An operator erases the personal data of a shopper who wants to be forgotten. */
public record ForgetShopper(@TargetAggregateIdentifier ShopperId shopperId) implements Command<ForgetShopper.Erasure> {
    /** @param erasedAt when the shopper was erased, the first time: to the millisecond, as the store keeps it */
    public record Erasure(ShopperId shopperId, Instant erasedAt) {}
}
