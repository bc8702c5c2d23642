package io.eventcart.forgetshopper;

import io.eventcart.platform.sliceapi.StoredAs;
import io.eventcart.sharedkernel.ShopperEvent;
import io.eventcart.sharedkernel.ShopperId;
import org.axonframework.serialization.Revision;

/**
 * A shopper's personal data is erased. Each instance that handles the event destroys its copy of the shopper's key. So the erasure
 * takes place once the event is stored, even if the process that stored it is killed right after.
 */
@StoredAs("shopper.data-erased")
@Revision("1")
public record ShopperDataErased(ShopperId shopperId) implements ShopperEvent {}
