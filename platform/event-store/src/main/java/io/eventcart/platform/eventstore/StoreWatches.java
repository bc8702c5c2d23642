package io.eventcart.platform.eventstore;

import java.time.Clock;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The health components of the stores: {@code store} for the events; {@code database} for the views, if that is another store. */
@Configuration(proxyBeanMethods = false)
class StoreWatches {
    private static final String DATABASE = "The database";

    @Configuration(proxyBeanMethods = false)
    @Profile("!axonserver")
    static class OneStore {
        @Bean
        StoreWatch storeHealthIndicator(DatabaseProbe database, Clock clock) {
            return new StoreWatch(DATABASE, database::write, clock);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Profile("axonserver")
    static class TwoStores {
        @Bean
        StoreWatch storeHealthIndicator(AxonServerProbe axonServer, AxonServerConfiguration configuration,
                Clock clock) {
            return new StoreWatch("Axon Server at " + configuration.getServers(), axonServer::ask, clock);
        }

        @Bean
        StoreWatch databaseHealthIndicator(DatabaseProbe database, Clock clock) {
            return new StoreWatch(DATABASE, database::write, clock);
        }
    }
}
