package io.eventcart.platform.commandline;

import io.eventcart.platform.eventstore.AxonServerWait;
import io.eventcart.platform.eventstore.EventcartProperties;
import io.eventcart.platform.eventstore.JdbcStores;
import io.eventcart.platform.eventstore.RecordedEventStore;
import io.eventcart.platform.projections.ActiveTables;
import java.time.Clock;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The context of a {@link io.eventcart.platform.sliceapi.StoreOnly} command: the store and its readers. Without Axon's
 * configuration no processors and handlers start. The beans must be lazy. There is no {@code @Configuration}, so that the app does
 * not pick it up.
 */
@EnableConfigurationProperties(EventcartProperties.class)
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class, JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class,
        JacksonAutoConfiguration.class})
@Import(ActiveTables.class)
@ComponentScan(basePackages = "io.eventcart", excludeFilters = @Filter(type = FilterType.CUSTOM, classes = StoreAlone.NotForReading.class))
public final class StoreAlone {
    /** Excludes beans that work by themselves or answer over HTTP. */
    static final class NotForReading implements TypeFilter {
        private static final Pattern PACKAGES = Pattern.compile("io\\.eventcart\\.platform\\.web\\..*"
                + "|io\\.eventcart\\.app\\.EventcartApplication");

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory types) {
            var found = type.getAnnotationMetadata();
            return found.getDeclaredMethods().stream().map(MethodMetadata::getReturnTypeName)
                    .anyMatch(ApplicationRunner.class.getName()::equals)
                    || found.hasAnnotation(EnableScheduling.class.getName())
                    || PACKAGES.matcher(found.getClassName()).matches()
                    || found.hasAnnotatedMethods(Scheduled.class.getName())
                    || found.hasAnnotatedMethods(EventListener.class.getName());
        }
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Checks the database when it is first used: if its events are on an Axon Server, it must not look like an empty shop. */
    @Bean
    @Profile("!axonserver")
    static BeanPostProcessor eventsAreHere() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof DataSource database) {
                    RecordedEventStore.requireEventsIn(JdbcClient.create(database));
                }
                return bean;
            }
        };
    }

    /** Takes precedence over the store that appends, which needs Axon's configuration. */
    @Bean
    @Primary
    @Profile("!axonserver")
    EventStore eventsOfDatabase(Serializer serializer, ConnectionProvider connections,
            PlatformTransactionManager transactions,
            ObjectProvider<EventUpcaster> upcasters) {
        return EmbeddedEventStore.builder().storageEngine(JdbcStores.engine(serializer, connections, transactions)
                .upcasterChain(chain(upcasters)).build()).build();
    }

    @Bean(destroyMethod = "shutdown")
    @Profile("axonserver")
    AxonServerConnectionManager axonServer(AxonServerConfiguration configuration, EventcartProperties switches) {
        AxonServerWait.await(configuration.getServers(), switches.waitForStore());
        return AxonServerConnectionManager.builder().axonServerConfiguration(configuration).build();
    }

    @Bean
    @Profile("axonserver")
    @ConfigurationProperties("axon.axonserver")
    AxonServerConfiguration axonServerConfiguration() {
        return new AxonServerConfiguration();
    }

    @Bean
    @Profile("axonserver")
    EventStore eventsOfAxonServer(AxonServerConfiguration configuration, AxonServerConnectionManager connections,
            Serializer serializer, ObjectProvider<EventUpcaster> upcasters) {
        return AxonServerEventStore.builder().configuration(configuration).platformConnectionManager(connections)
                .eventSerializer(serializer).snapshotSerializer(serializer).snapshotFilter(SnapshotFilter.allowAll())
                .upcasterChain(chain(upcasters)).build();
    }

    private static EventUpcasterChain chain(ObjectProvider<EventUpcaster> upcasters) {
        return new EventUpcasterChain(upcasters.orderedStream().toList());
    }
}
