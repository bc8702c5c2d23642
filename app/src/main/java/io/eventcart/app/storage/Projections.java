package io.eventcart.app.storage;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;

final class Projections {
    private Projections() {}

    /** Who failed for want of a store would go on waiting, for up to a minute; a shopper should not. */
    static void wake(EventProcessingConfiguration processing) {
        processing.eventProcessors().values().stream().filter(EventProcessor::isError).forEach(processor -> {
            processor.shutDown();
            processor.start();
        });
    }
}
