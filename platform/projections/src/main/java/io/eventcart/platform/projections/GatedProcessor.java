package io.eventcart.platform.projections;

import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;

/** An event processor that starts only while its copy is in use, whoever asks it to start. */
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
