package io.eventcart.platform.migration;

import io.eventcart.platform.eventstore.DataDirectory;
import io.eventcart.platform.eventstore.EventcartProperties;
import io.eventcart.platform.eventstore.H2File;
import io.eventcart.platform.sliceapi.StartFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Opens the stores that the app's switches name. */
final class ConfiguredStores {
    private static final String URL = "spring.datasource.url";

    private final Environment switches;

    ConfiguredStores(Environment switches) {
        this.switches = switches;
    }

    Path dataDir() {
        return Path.of(switches.getRequiredProperty("cart.data-dir")).toAbsolutePath().normalize();
    }

    /** Opens a store without a migration of its schema. */
    EventSource source(StoreName name) {
        return name == StoreName.AXONSERVER ? axonServer() : existingDatabase(name);
    }

    EventTarget target(StoreName name) {
        return name == StoreName.AXONSERVER ? axonServer() : migratedDatabase(name);
    }

    /** @return whether the app with that store has its read models and keys in PostgreSQL */
    boolean usesPostgres(StoreName name) {
        return name == StoreName.POSTGRES
                || (name == StoreName.AXONSERVER && switches.acceptsProfiles(Profiles.of("postgres")));
    }

    /** @return the database with the read models of an app on that store, its schema migrated */
    JdbcArchive migratedDatabase(StoreName name) {
        return usesPostgres(name) ? postgres(true) : embedded(true);
    }

    /** The same without a migration of its schema. */
    JdbcArchive existingDatabase(StoreName name) {
        if (!usesPostgres(name) && !hasEmbedded()) {
            throw MigrationFault.calledWrongly("There is no embedded store in " + dataDir() + ".",
                    "Name the folder that has one with --cart.data-dir=FOLDER.");
        }
        return usesPostgres(name) ? postgres(false) : embedded(false);
    }

    boolean hasEmbedded() {
        return Files.exists(dataDir().resolve(H2File.NAME));
    }

    EventcartProperties properties() {
        return Binder.get(switches).bind("cart", EventcartProperties.class).get();
    }

    private JdbcArchive embedded(boolean migrateSchema) {
        try {
            return embedded(new H2File(new DataDirectory(properties())), migrateSchema);
        } catch (StartFault e) {
            throw MigrationFault.calledWrongly(String.valueOf(e.getMessage()), e.remedy());
        }
    }

    private JdbcArchive embedded(H2File file, boolean migrateSchema) {
        try {
            // A commit is one snapshot in the file, and none is taken within one: see H2Database and LimitedWriters.
            var opened = open(StoreName.EMBEDDED + " (" + file.path() + ")", file.url() + ";WRITE_DELAY=0", "sa", "",
                    migrateSchema);
            file.restrict();
            return opened;
        } catch (SQLException e) {
            var fault = file.fault(e);
            throw MigrationFault.failed(String.valueOf(fault.getMessage()), fault.remedy());
        }
    }

    private JdbcArchive postgres(boolean migrateSchema) {
        var url = url();
        if (!url.startsWith("jdbc:postgresql:")) {
            throw MigrationFault.calledWrongly("No PostgreSQL is named.", "Give --" + URL
                    + "=jdbc:postgresql://HOST/DATABASE, --spring.datasource.username and --spring.datasource.password.");
        }
        var where = StoreName.POSTGRES + " (" + url.substring("jdbc:postgresql:".length()).replaceFirst("\\?.*", "")
                + ")";
        try {
            return open(where, url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true",
                    switches.getProperty("spring.datasource.username", ""),
                    switches.getProperty("spring.datasource.password", ""), migrateSchema);
        } catch (SQLException e) {
            throw MigrationFault.failed(where + " can't be opened: " + e.getMessage(),
                    "See that it is there, and that user and password are right.");
        }
    }

    private String url() {
        return switches.getProperty(URL, "");
    }

    private JdbcArchive open(String where, String url, String user, String password, boolean migrateSchema)
            throws SQLException {
        var database = new SingleConnectionDataSource(url, user, password, true);
        try {
            database.initConnection();
            if (migrateSchema) {
                Flyway.configure().dataSource(new DriverManagerDataSource(url, user, password))
                        .locations(switches.getProperty("spring.flyway.locations", "classpath:db/migration"))
                        .outOfOrder(true).load().migrate();
            } else if (!AccompanyingData.has(JdbcClient.create(database), "domain_event")) {
                database.destroy();
                throw MigrationFault.calledWrongly(where + " has no events.", "Name the store that has.");
            }
            return new JdbcArchive(where, database);
        } catch (SQLException e) {
            database.destroy();
            throw e;
        }
    }

    private AxonServerArchive axonServer() {
        return new AxonServerArchive(Binder.get(switches)
                .bindOrCreate("axon.axonserver", Bindable.of(AxonServerConfiguration.class)));
    }
}
