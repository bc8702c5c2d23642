package io.eventcart.app.projections;

import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;

/** Starts only while it may: a side that nobody needs stands still, whoever asks it to start. */
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
