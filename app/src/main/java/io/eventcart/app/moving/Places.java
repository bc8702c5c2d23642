package io.eventcart.app.moving;

import io.eventcart.app.CartProperties;
import io.eventcart.app.StartFault;
import io.eventcart.app.storage.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Opens the stores that the app's own switches name. */
final class Places {
    private static final int IN_USE = 90020;
    private static final String URL = "spring.datasource.url";

    private final Environment switches;

    Places(Environment switches) {
        this.switches = switches;
    }

    Path dataDir() {
        return Path.of(switches.getRequiredProperty("cart.data-dir")).toAbsolutePath().normalize();
    }

    EventTarget source(StoreName name) {
        return switch (name) {
            case EMBEDDED -> {
                if (!hasEmbedded()) {
                    throw MoveFault.calledWrongly("There is no embedded store in " + dataDir() + ".",
                            "Name the folder that has one with --cart.data-dir=FOLDER.");
                }
                yield embedded();
            }
            case POSTGRES -> {
                var archive = postgres();
                if (archive.jdbc()
                        .sql("SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'domain_event'")
                        .query(Long.class).single() == 0) {
                    throw MoveFault.calledWrongly("The database " + url() + " has no events.",
                            "Name the one that has with --" + URL + "=jdbc:postgresql://HOST/DATABASE.");
                }
                yield archive;
            }
            case AXONSERVER -> axonServer();
        };
    }

    EventTarget target(StoreName name) {
        return switch (name) {
            case EMBEDDED -> embedded();
            case POSTGRES -> postgres();
            case AXONSERVER -> axonServer();
        };
    }

    /** @return the database in which the app with that store has its read models */
    JdbcArchive home(StoreName name) {
        return name == StoreName.POSTGRES ? postgres() : embedded();
    }

    boolean hasEmbedded() {
        return Files.exists(dataDir().resolve("eventcart.mv.db"));
    }

    JdbcArchive embedded() {
        try {
            var folder = new DataDirectory(Binder.get(switches).bind("cart", CartProperties.class).get());
            var file = folder.resolve("eventcart");
            return open(StoreName.EMBEDDED + " (" + file + ".mv.db)", "jdbc:h2:file:" + file, "sa", "");
        } catch (StartFault e) {
            throw MoveFault.calledWrongly(String.valueOf(e.getMessage()), e.remedy());
        }
    }

    JdbcArchive postgres() {
        var url = url();
        if (!url.startsWith("jdbc:postgresql:")) {
            throw MoveFault.calledWrongly("Which PostgreSQL is not said.", "Name it with --" + URL
                    + "=jdbc:postgresql://HOST/DATABASE, and with --spring.datasource.username and .password who you are.");
        }
        return open(
                StoreName.POSTGRES + " (" + url.substring("jdbc:postgresql:".length()).replaceFirst("\\?.*", "") + ")",
                url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true",
                switches.getProperty("spring.datasource.username", ""),
                switches.getProperty("spring.datasource.password", ""));
    }

    private String url() {
        return switches.getProperty(URL, "");
    }

    private JdbcArchive open(String where, String url, String user, String password) {
        var database = new SingleConnectionDataSource(url, user, password, true);
        try {
            database.initConnection();
            Flyway.configure().dataSource(new DriverManagerDataSource(url, user, password))
                    .locations(switches.getProperty("spring.flyway.locations", "classpath:db/migration"))
                    .outOfOrder(true).load().migrate();
            return new JdbcArchive(where, database);
        } catch (SQLException e) {
            database.destroy();
            throw e.getErrorCode() == IN_USE
                    ? MoveFault.failed("An app has " + where + " open.", "Stop it first.")
                    : MoveFault.failed(where + " can't be opened: " + e.getMessage(),
                            "See that it is there, and that user and password are right.");
        }
    }

    private AxonServerArchive axonServer() {
        return new AxonServerArchive(Binder.get(switches)
                .bindOrCreate("axon.axonserver", Bindable.of(AxonServerConfiguration.class)));
    }
}
