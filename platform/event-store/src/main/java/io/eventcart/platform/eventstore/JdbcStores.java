package io.eventcart.platform.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;

/** Axon's stores in the database. JDBC, not JPA: see docs/adr/0003. */
@Configuration(proxyBeanMethods = false)
public class JdbcStores {
    /** With Axon's default of 100 a rebuild is a sixth slower. */
    private static final int EVENTS_READ_AT_ONCE = 1_000;

    /** Only one process can have the embedded database open, so it owns the claims of a killed one. */
    static final String ONLY_NODE = "embedded";

    /** Polling interval for events that a notification missed. */
    private static final int POLL_MILLIS = 500;
    /** Polling interval if other instances write, since they send no notifications. */
    private static final int POLL_SHARED_MILLIS = 100;
    /** See {@link LimitedWriters}. */
    private static final int ONE_WRITER = 1;
    private static final int CONNECTIONS_FOR_READERS = 10;
    /** The SQL standard's code, in H2 and PostgreSQL. */
    private static final String DUPLICATE_KEY = "23505";

    /** Wraps the pool before any bean gets it. */
    @Bean
    static BeanPostProcessor limitedWriters(Environment environment) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool
                        ? new LimitedWriters(pool, environment.matchesProfiles("postgres")
                                ? Math.max(1, pool.getMaximumPoolSize() - CONNECTIONS_FOR_READERS)
                                : ONE_WRITER)
                        : bean;
            }
        };
    }

    /**
     * Explicit: Axon looks for Spring's transaction manager before Spring Boot 4 makes it, and would silently run without
     * transactions.
     */
    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new ReadOnlyQueries(transactions);
    }

    /** Uses Spring's transactions, so that a projection's rows and its token are committed together. */
    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    @Profile("!axonserver")
    EventStorageEngine eventStorageEngine(Serializer serializer, ConnectionProvider connections,
            PlatformTransactionManager transactions, org.axonframework.config.Configuration axon) {
        return new GapKeepingEngine(engine(serializer, connections, transactions)
                .snapshotFilter(axon.snapshotFilter())
                .upcasterChain(axon.upcasterChain()));
    }

    public static JdbcEventStorageEngine.Builder engine(Serializer serializer, ConnectionProvider connections,
            PlatformTransactionManager transactions) {
        return JdbcEventStorageEngine.builder()
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .connectionProvider(connections)
                // Joins the transaction of a command or a snapshot; otherwise only reads.
                .transactionManager(ReadOnlyQueries.readers(transactions))
                .batchSize(EVENTS_READ_AT_ONCE)
                // PostgreSQL's driver has no specific exception for a duplicate key, which Axon expects.
                .persistenceExceptionResolver(new SQLStateResolver(DUPLICATE_KEY))
                .schema(EventSchema.builder()
                        .eventTable("domain_event")
                        .snapshotTable("snapshot_event")
                        .globalIndexColumn("global_index")
                        .aggregateIdentifierColumn("aggregate_identifier")
                        .sequenceNumberColumn("sequence_number")
                        .eventIdentifierColumn("event_identifier")
                        .metaDataColumn("meta_data")
                        .payloadRevisionColumn("payload_revision")
                        .payloadTypeColumn("payload_type")
                        .timestampColumn("time_stamp")
                        .build());
    }

    @Bean
    @Profile("!axonserver")
    EventStore eventBus(EventStorageEngine engine, ObjectProvider<Instances> instances) {
        return new PromptEventStore(EmbeddedEventStore.builder().storageEngine(engine),
                instances.getIfAvailable() == null ? POLL_MILLIS : POLL_SHARED_MILLIS);
    }

    @Bean
    TokenStore tokenStore(Serializer serializer, ConnectionProvider connections, ObjectProvider<Instances> instances) {
        var instance = instances.getIfAvailable();
        var builder = JdbcTokenStore.builder()
                .serializer(serializer)
                .connectionProvider(connections)
                .nodeId(instance == null ? ONLY_NODE : instance.id())
                .schema(TokenSchema.builder()
                        .setTokenTable("token")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("time_stamp")
                        .build());
        return instance == null ? builder.build() : new SharedTokenStore(builder, connections);
    }
}
