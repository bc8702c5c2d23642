package io.eventcart.platform.projections;

import io.eventcart.platform.eventstore.Instances;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Into how many segments a processor is divided: one, or several where several instances share the work. */
@Component
final class SegmentAssignment {
    private static final int SEGMENTS = 4;
    /** What has failed is tried again after a second, and then at the next such look. */
    private static final int MILLIS_BEFORE_THE_NEXT_TRY = 500;
    /** A segment that another instance gives up, or leaves behind, is looked for this often. */
    private static final int MILLIS_BETWEEN_CLAIMS = 2_000;

    private final ObjectProvider<Instances> instances;

    SegmentAssignment(ObjectProvider<Instances> instances) {
        this.instances = instances;
    }

    /** @param projection whose processor is built; null if it is none's */
    PooledStreamingEventProcessor.Builder of(@Nullable Projection projection,
            PooledStreamingEventProcessor.Builder builder) {
        var all = instances.getIfAvailable();
        return all == null
                ? builder.initialSegmentCount(1).tokenClaimInterval(MILLIS_BEFORE_THE_NEXT_TRY)
                : builder.initialSegmentCount(projection == null ? 1 : count(projection))
                        .tokenClaimInterval(MILLIS_BETWEEN_CLAIMS).maxSegmentProvider(all);
    }

    /** A projection whose rows belong to one stream each can be worked on by several instances, each on some of the streams. */
    int count(Projection projection) {
        return areSeveral() && projection.rowsAreOfOneStream() ? SEGMENTS : 1;
    }

    /** @return whether there can be more than one segment of a projection, and instances to have them */
    boolean areSeveral() {
        return instances.getIfAvailable() != null;
    }

    /** @return whether other instances work on the same projections */
    boolean hasOtherInstances() {
        var all = instances.getIfAvailable();
        return all != null && all.others() > 0;
    }
}
