package io.eventcart.platform.eventstore;

import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Restarts failed processors after an outage. Otherwise they would wait for their back-off, up to a minute. */
@Component
final class ProcessorWaker {
    private final List<StoreWatch> stores;
    private final EventProcessingConfiguration processing;

    ProcessorWaker(List<StoreWatch> stores, EventProcessingConfiguration processing) {
        this.stores = stores;
        this.processing = processing;
    }

    @Scheduled(fixedDelay = 1_000)
    void wake() {
        if (stores.stream().anyMatch(StoreWatch::isRecovering)) {
            processing.eventProcessors().values().stream().filter(EventProcessor::isError).forEach(processor -> {
                processor.shutDown();
                processor.start();
            });
        }
    }
}
