package io.eventcart.platform.eventstore;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Checks that the projections are durable. */
@Configuration(proxyBeanMethods = false)
class ProcessorConfiguration {
    /**
     * Spring Boot may silently fall back to tokens in memory, and Axon to no transactions. Then every start would replay all
     * events, or a kill between a view's rows and its token would leave the view wrong for ever.
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
