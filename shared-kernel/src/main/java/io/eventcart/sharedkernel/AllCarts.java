package io.eventcart.sharedkernel;

import io.eventcart.platform.sliceapi.StoredEvent;
import io.eventcart.platform.sliceapi.StoredEvents;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Which carts are there? Answered by the event store itself, so it is never behind. */
@Component
public final class AllCarts {
    private static final String CART = "cart";

    private final StoredEvents stored;

    public AllCarts(StoredEvents stored) {
        this.stored = stored;
    }

    /**
     * Reads piece by piece, up to the event that is the last now. To be closed.
     *
     * @return their ids as they are stored, in the order of their births
     */
    public Stream<String> inOrderOfBirth() {
        return stored.between(0, stored.head())
                .filter(event -> event.sequenceNumber() == 0 && event.aggregateType().equals(CART))
                .map(StoredEvent::aggregateId);
    }
}
