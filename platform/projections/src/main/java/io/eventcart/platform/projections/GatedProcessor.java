package io.eventcart.platform.projections;

import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;

/** An event processor that starts only while its copy is to run, also when Axon's dashboard starts it. */
final class GatedProcessor extends PooledStreamingEventProcessor {
    private final BooleanSupplier mayRun;

    GatedProcessor(Builder builder, BooleanSupplier mayRun) {
        super(builder);
        this.mayRun = mayRun;
    }

    @Override
    public void start() {
        if (mayRun.getAsBoolean()) {
            super.start();
        }
    }
}
