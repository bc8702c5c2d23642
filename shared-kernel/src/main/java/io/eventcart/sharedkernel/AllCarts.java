package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Lists all carts. Reads the event store itself, so it is never behind. */
@Component
public final class AllCarts {
    private static final String CART = "cart";

    private final StoredEvents stored;

    public AllCarts(StoredEvents stored) {
        this.stored = stored;
    }

    /**
     * Reads in batches, up to the newest event at the time of the call. Close the stream.
     *
     * @return the carts' ids as stored, in the order of creation
     */
    public Stream<String> inOrderOfBirth() {
        return stored.between(0, stored.head())
                .filter(event -> event.sequenceNumber() == 0 && event.aggregateType().equals(CART))
                .map(StoredEvent::aggregateId);
    }
}
