package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.SettledHead;
import io.eventcart.platform.sliceapi.StoredEvents;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Axon Server assigns positions at the commit. H2 has one writing transaction at a time (docs/adr/0035). So each event is settled. */
@Component
@Profile("axonserver | !postgres")
final class StoreHead implements SettledHead {
    private final StoredEvents events;

    StoreHead(StoredEvents events) {
        this.events = events;
    }

    @Override
    public long position() {
        return events.head();
    }
}
