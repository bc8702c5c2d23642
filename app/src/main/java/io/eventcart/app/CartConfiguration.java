package io.eventcart.app;

import io.eventcart.platform.eventstore.AggregateCache;
import io.eventcart.sharedkernel.CartAggregate;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that {@link CartAggregate} names. */
@Configuration(proxyBeanMethods = false)
class CartConfiguration {
    private static final int EVENTS_BETWEEN_SNAPSHOTS = 100;
    /** Some 15,000 carts of three lines. */
    private static final long BYTES_OF_CACHED_CARTS = 32L << 20;

    @Bean
    SnapshotTriggerDefinition cartSnapshotTrigger(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_BETWEEN_SNAPSHOTS);
    }

    @Bean
    Cache cartCache() {
        return new AggregateCache(BYTES_OF_CACHED_CARTS,
                root -> root instanceof CartAggregate cart ? cart.bytes() : 0);
    }
}
