package io.eventcart.platform.eventstore;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The embedded database in the data directory. */
@Configuration(proxyBeanMethods = false)
@Profile("!postgres")
class H2Database {
    /** H2's default of 45 s would keep gigabytes of unreachable data under load. {@link H2Housekeeping} syncs more often. */
    private static final int RETENTION_MILLIS = 5_000;

    /**
     * Writes each commit to the file before it is acknowledged. H2's default delays that by up to half a second, and {@code kill
     * -9} then loses acknowledged writes. docs/adr/0003 has the figures.
     *
     * @throws io.eventcart.platform.sliceapi.StartFault if another process has the database open, if it can't be read, or if the
     *     events are missing
     */
    @Bean
    JdbcConnectionDetails h2(DataDirectory directory, Environment environment) {
        var file = new H2File(directory);
        var url = file.url() + ";DB_CLOSE_ON_EXIT=FALSE;RETENTION_TIME=" + RETENTION_MILLIS + ";WRITE_DELAY="
                + environment.getProperty("cart.h2.write-delay", "0");
        try (var database = DriverManager.getConnection(url, H2File.USER, "")) {
            file.restrict();
            if (!environment.acceptsProfiles(Profiles.of("axonserver"))) {
                file.requireHistory(database);
            }
            return new H2ConnectionDetails(url);
        } catch (SQLException e) {
            throw file.fault(e);
        }
    }

    /** Flyway runs before other writers and uses several connections at once, which would wait for each other's permit. */
    @Bean
    FlywayConfigurationCustomizer flywayWritesAsItLikes() {
        return flyway -> {
            if (flyway.getDataSource() instanceof LimitedWriters limited) {
                flyway.dataSource(limited.getTargetDataSource());
            }
        };
    }

    private record H2ConnectionDetails(String getJdbcUrl) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return H2File.USER;
        }

        @Override
        public String getPassword() {
            return "";
        }
    }
}
