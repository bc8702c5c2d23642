package io.eventcart.app.storage;

import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the projections follow the events. */
@Configuration(proxyBeanMethods = false)
class ProcessorConfiguration {
    /** One transaction an event falls behind sixteen writers by ten times; one for up to so many keeps up. */
    private static final int EVENTS_IN_A_TRANSACTION = 256;

    @Bean
    ConfigurerModule processors() {
        return configurer -> configurer.eventProcessing()
                .usingPooledStreamingEventProcessors((config, processor) -> processor.batchSize(EVENTS_IN_A_TRANSACTION)
                        .initialSegmentCount(1))
                // A projection that fails stops and tries again; by default Axon would log the event and leave it out.
                .registerDefaultListenerInvocationErrorHandler(config -> PropagatingErrorHandler.INSTANCE);
    }

    /** Spring Boot may fall back to tokens in memory without a word: every start would then replay all history. */
    @Bean
    ApplicationRunner tokensAreDurable(EventProcessingConfiguration processing) {
        return arguments -> processing.eventProcessors().keySet().forEach(name -> {
            if (!(processing.tokenStore(name) instanceof JdbcTokenStore)) {
                throw new IllegalStateException("processor " + name + " keeps its tokens in "
                        + processing.tokenStore(name).getClass().getSimpleName() + " instead of the database");
            }
        });
    }
}
