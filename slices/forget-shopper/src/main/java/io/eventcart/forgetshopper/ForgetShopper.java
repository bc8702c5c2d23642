package io.eventcart.forgetshopper;

import io.eventcart.platform.sliceapi.Command;
import io.eventcart.sharedkernel.ShopperId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An operator erases a shopper's personal data. */
public record ForgetShopper(@TargetAggregateIdentifier ShopperId shopperId) implements Command<ForgetShopper.Erasure> {
    /** @param erasedAt the time of the first erasure, in milliseconds as stored */
    public record Erasure(ShopperId shopperId, Instant erasedAt) {}
}
