package io.eventcart.forgetshopper;

import io.eventcart.platform.sliceapi.StoredAs;
import io.eventcart.sharedkernel.ShopperEvent;
import io.eventcart.sharedkernel.ShopperId;
import org.axonframework.serialization.Revision;

/**
 * Nothing personal of this shopper can be read any more. Each instance that hears of it destroys what it has of the shopper's
 * key: so the erasure takes place once this is stored, even if the process that stored it is killed right after.
 */
@StoredAs("shopper.data-erased")
@Revision("1")
public record ShopperDataErased(ShopperId shopperId) implements ShopperEvent {}
