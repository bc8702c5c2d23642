package io.eventcart.platform.projections;

import io.eventcart.platform.eventstore.Instances;
import java.util.Set;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Into how many segments a processor is divided: one, or several where several instances share the work. */
@Component
final class SegmentAssignment {
    /** Those whose rows are each of one cart: several instances can work on them at once, each on some of the carts. */
    private static final Set<String> PER_CART = Set.of("cart-summary", "create-cart", "checkout");
    private static final int SHARES = 4;
    /** What has failed is tried again after a second, and then at the next such look. */
    private static final int MILLIS_BEFORE_THE_NEXT_TRY = 500;
    /** What another instance gives up, or leaves behind, is looked for this often. */
    private static final int MILLIS_BETWEEN_CLAIMS = 2_000;

    private final ObjectProvider<Instances> instances;

    SegmentAssignment(ObjectProvider<Instances> instances) {
        this.instances = instances;
    }

    PooledStreamingEventProcessor.Builder of(String processor, PooledStreamingEventProcessor.Builder builder) {
        var all = instances.getIfAvailable();
        return all == null
                ? builder.initialSegmentCount(1).tokenClaimInterval(MILLIS_BEFORE_THE_NEXT_TRY)
                : builder.initialSegmentCount(count(processor)).tokenClaimInterval(MILLIS_BETWEEN_CLAIMS)
                        .maxSegmentProvider(all);
    }

    int count(String processor) {
        return areSeveral() && PER_CART.contains(processor.replaceFirst("-2$", "")) ? SHARES : 1;
    }

    /** @return whether there can be more than one segment of a projection, and instances to have them */
    boolean areSeveral() {
        return instances.getIfAvailable() != null;
    }

    /** @return whether other instances are at work on the same projections */
    boolean hasOthers() {
        var all = instances.getIfAvailable();
        return all != null && all.others() > 0;
    }
}
