package io.eventcart.app.storage;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** After an outage: a processor that failed for want of a store would go on waiting, for up to a minute; a shopper should not. */
@Component
final class ProcessorWaker {
    /** A store takes connections before it answers everything. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final List<StoreWatch> stores;
    private final EventProcessingConfiguration processing;
    private final Clock clock;

    ProcessorWaker(List<StoreWatch> stores, EventProcessingConfiguration processing, Clock clock) {
        this.stores = stores;
        this.processing = processing;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000)
    void wake() {
        var lately = clock.instant().minus(RECOVERY);
        if (stores.stream().anyMatch(store -> store.recoveredAt().isAfter(lately))) {
            processing.eventProcessors().values().stream().filter(EventProcessor::isError).forEach(processor -> {
                processor.shutDown();
                processor.start();
            });
        }
    }
}
