package io.eventcart.app.storage;

import io.eventcart.app.StartFault;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The embedded database in the data directory. */
@Configuration(proxyBeanMethods = false)
class H2Database {
    /** A second process on the same file is turned away by H2 with this code. */
    private static final int IN_USE = 90020;

    /**
     * Each commit is written to the file before it is acknowledged: H2's default delays that by up to half a second, and
     * {@code kill -9} then loses what callers were told is stored. docs/adr/0003 has the figures.
     */
    @Bean
    JdbcConnectionDetails h2(DataDirectory directory, Environment environment) {
        var url = "jdbc:h2:file:" + directory.resolve("eventcart") + ";WRITE_DELAY="
                + environment.getProperty("cart.h2.write-delay", "0") + ";DB_CLOSE_ON_EXIT=FALSE";
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return url;
            }

            @Override
            public String getUsername() {
                return "sa";
            }

            @Override
            public String getPassword() {
                return "";
            }
        };
    }
}
