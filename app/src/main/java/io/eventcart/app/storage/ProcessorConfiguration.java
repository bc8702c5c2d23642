package io.eventcart.app.storage;

import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the projections follow the events. */
@Configuration(proxyBeanMethods = false)
class ProcessorConfiguration {
    /** One transaction an event falls behind sixteen writers by ten times; one for up to so many keeps up. */
    private static final int EVENTS_IN_A_TRANSACTION = 256;
    /** The audit trail pauses between its transactions, and writes a row an event: it has more to write at once. */
    private static final int EVENTS_IN_A_TRANSACTION_OF_THE_TRAIL = 2_048;

    @Bean
    ConfigurerModule processors(KnownEvents events) {
        return configurer -> configurer.eventProcessing()
                .usingPooledStreamingEventProcessors((config, processor) -> processor.batchSize(EVENTS_IN_A_TRANSACTION)
                        .initialSegmentCount(1))
                .configureDefaultStreamableMessageSource(config -> events)
                .registerPooledStreamingEventProcessorConfiguration("audit-trail",
                        (config, processor) -> processor.batchSize(EVENTS_IN_A_TRANSACTION_OF_THE_TRAIL)
                                .initialSegmentCount(1))
                // A projection that fails stops and tries again; by default Axon would log the event and leave it out.
                .registerDefaultListenerInvocationErrorHandler(config -> PropagatingErrorHandler.INSTANCE);
    }

    /**
     * Spring Boot may fall back to tokens in memory, and Axon to no transactions, without a word. Every start would then replay
     * all history, or a kill between a view's rows and its token leave the view wrong for ever.
     */
    @Bean
    ApplicationRunner projectionsAreDurable(EventProcessingConfiguration processing) {
        return arguments -> processing.eventProcessors().keySet().forEach(name -> {
            require(processing.tokenStore(name) instanceof JdbcTokenStore, name, "its tokens in the database");
            require(processing.transactionManager(name) instanceof SpringTransactionManager, name, "transactions");
        });
    }

    private static void require(boolean isThere, String processor, String what) {
        if (!isThere) {
            throw new IllegalStateException("processor " + processor + " has not got " + what);
        }
    }
}
