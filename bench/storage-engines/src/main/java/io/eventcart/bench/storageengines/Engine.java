package io.eventcart.bench.storageengines;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** A storage engine with a new H2 file of its own, wired as Spring Boot would. */
record Engine(String name, EventStorageEngine storage, TransactionManager transactions,
        Runnable release) implements AutoCloseable {
    /** On the table that the app makes. */
    static Engine jdbc(Path folder) throws IOException {
        var database = database(folder.resolve("jdbc"));
        var schema = new PathMatchingResourcePatternResolver().getResources("classpath*:*event_store.sql");
        new ResourceDatabasePopulator(schema).execute(database);
        var transactions = new SpringTransactionManager(new JdbcTransactionManager(database));
        var storage = JdbcEventStorageEngine.builder()
                .eventSerializer(serializer())
                .snapshotSerializer(serializer())
                .connectionProvider(new SpringDataSourceConnectionProvider(database))
                .transactionManager(transactions)
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
                        .build())
                .build();
        return new Engine("JDBC", storage, transactions, database::close);
    }

    /** On the tables that Hibernate makes of Axon's entities. */
    static Engine jpa(Path folder) {
        var database = database(folder.resolve("jpa"));
        var factory = new LocalContainerEntityManagerFactoryBean();
        factory.setDataSource(database);
        factory.setPackagesToScan(JpaEventStorageEngine.class.getPackageName());
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
        factory.afterPropertiesSet();
        var entityManagers = factory.getNativeEntityManagerFactory();
        var entityManager = SharedEntityManagerCreator.createSharedEntityManager(entityManagers);
        var transactions = new SpringTransactionManager(new JpaTransactionManager(entityManagers));
        var storage = JpaEventStorageEngine.builder()
                .eventSerializer(serializer())
                .snapshotSerializer(serializer())
                .entityManagerProvider(() -> entityManager)
                .transactionManager(transactions)
                .build();
        return new Engine("JPA", storage, transactions, () -> {
            factory.destroy();
            database.close();
        });
    }

    private static HikariDataSource database(Path file) {
        var database = new HikariDataSource();
        database.setJdbcUrl("jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0");
        database.setUsername("sa");
        return database;
    }

    private static Serializer serializer() {
        return Jackson3Serializer.builder().build();
    }

    @Override
    public void close() {
        release.run();
    }
}
