package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.DomainEvent;
import io.eventcart.platform.sliceapi.StoredAs;

/**
 * Something that happened to a shopper as a person, not to a cart of theirs. It stands in a stream of its own, see
 * {@link #streamOf}, and bears {@link StoredAs} and Axon's {@code @Revision} as a {@link CartEvent} does.
 */
public interface ShopperEvent extends DomainEvent {
    /** The type of the streams, as the store names it. */
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

    /** @return the name of the shopper's stream: never that of a cart's, whatever ids the two have */
    static String streamOf(ShopperId shopper) {
        return STREAM_TYPE + ":" + shopper;
    }
}
