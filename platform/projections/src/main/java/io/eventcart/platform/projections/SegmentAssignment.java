package io.eventcart.platform.projections;

import io.eventcart.platform.eventstore.Instances;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Decides how many segments a processor has: one, or 4 if several instances can work on it. */
@Component
final class SegmentAssignment {
    private static final int SEGMENTS = 4;
    /** A failed segment is retried after a second, at the next claim. */
    private static final int RETRY_INTERVAL_MILLIS = 500;
    /** Each instance checks this often for segments that another instance has released or abandoned. */
    private static final int CLAIM_INTERVAL_MILLIS = 2_000;

    private final ObjectProvider<Instances> instances;

    SegmentAssignment(ObjectProvider<Instances> instances) {
        this.instances = instances;
    }

    /** @param projection the projection of the processor; null for an automation's */
    PooledStreamingEventProcessor.Builder of(@Nullable Projection projection,
            PooledStreamingEventProcessor.Builder builder) {
        var all = instances.getIfAvailable();
        return all == null
                ? builder.initialSegmentCount(1).tokenClaimInterval(RETRY_INTERVAL_MILLIS)
                : builder.initialSegmentCount(projection == null ? 1 : count(projection))
                        .tokenClaimInterval(CLAIM_INTERVAL_MILLIS).maxSegmentProvider(all);
    }

    /** Several instances can work on a projection if each of its rows depends on one stream only. */
    int count(Projection projection) {
        return isDistributed() && projection.rowsAreOfOneStream() ? SEGMENTS : 1;
    }

    /** @return whether several instances can work on a projection, so that it may have several segments */
    boolean isDistributed() {
        return instances.getIfAvailable() != null;
    }

    /** @return whether other instances work on the same projections */
    boolean hasOtherInstances() {
        var all = instances.getIfAvailable();
        return all != null && all.others() > 0;
    }
}
