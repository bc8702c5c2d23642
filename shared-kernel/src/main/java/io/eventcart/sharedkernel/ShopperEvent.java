package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.StoredAs;

/**
 * An event of a shopper as a person, not of one of their carts. It belongs to the shopper's own stream, see {@link #streamOf}.
 * It has {@link StoredAs} and Axon's {@code @Revision}, as a {@link CartEvent} does.
 */
public interface ShopperEvent extends DomainEvent {
    /** The type of a shopper's stream in the store. */
    String STREAM_TYPE = "shopper";

    ShopperId shopperId();

    @Override
    default String stream() {
        return streamOf(shopperId());
    }

    @Override
    default String streamType() {
        return STREAM_TYPE;
    }

    /** @return the id of the shopper's stream; its prefix keeps it different from every cart's */
    static String streamOf(ShopperId shopper) {
        return STREAM_TYPE + ":" + shopper;
    }
}
