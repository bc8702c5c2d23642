package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.StartFault;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The PostgreSQL that {@code spring.datasource.*} names. Waits for it, up to a limit, and logs that. */
@Configuration(proxyBeanMethods = false)
@Profile("postgres")
class PostgresDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);
    private static final String PREFIX = "jdbc:postgresql:";
    private static final String WRONG_PASSWORD = "28P01";
    private static final String NO_SUCH_ROLE = "28000";
    private static final String NO_SUCH_DATABASE = "3D000";
    /** States of a server that is unreachable or not yet ready. */
    private static final Set<String> UNREACHABLE = Set.of("08000", "08001", "08003", "08004", "08006", "57P03", "57P01",
            "53300");
    private static final int PAUSE_MILLIS = 1_000;
    private static final int PAUSES_BETWEEN_LOG_LINES = 10;

    /** @throws StartFault if the database rejects this user, or can't be reached in time */
    @Bean
    JdbcConnectionDetails postgres(DataSourceProperties properties,
            @Value("${cart.wait-for-store:#{null}}") @Nullable Duration longest) {
        var url = Objects.requireNonNullElse(properties.getUrl(), "");
        if (!url.startsWith(PREFIX)) {
            throw new StartFault("With the profile postgres spring.datasource.url must name a PostgreSQL, not '" + url
                    + "'.", "Give --spring.datasource.url=jdbc:postgresql://HOST:5432/DATABASE.");
        }
        var details = new PostgresConnectionDetails(url, properties.determineUsername(),
                properties.determinePassword());
        await(details, longest);
        return details;
    }

    private static void await(PostgresConnectionDetails details, @Nullable Duration longest) {
        var startedAt = System.nanoTime();
        for (var pauses = 0; !isReachable(details); pauses++) {
            if (pauses % PAUSES_BETWEEN_LOG_LINES == 0) {
                LOG.warn(
                        "PostgreSQL at {} can't be reached; waiting for it. --spring.datasource.url names another one.",
                        details.withoutParameters());
            }
            if (longest != null && System.nanoTime() - startedAt >= longest.toNanos()) {
                throw new StartFault("PostgreSQL at " + details.withoutParameters() + " can't be reached.",
                        "Start it, name another one with --spring.datasource.url, or wait longer with --cart.wait-for-store=1m.");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while waiting for PostgreSQL", e);
            }
        }
    }

    private static boolean isReachable(PostgresConnectionDetails details) {
        try {
            DriverManager.getConnection(details.url, details.username, details.password).close();
            return true;
        } catch (SQLException e) {
            var state = Objects.requireNonNullElse(e.getSQLState(), "");
            if (UNREACHABLE.contains(state)) {
                return false;
            }
            throw fault(details, state, e);
        }
    }

    private static StartFault fault(PostgresConnectionDetails details, String state, SQLException e) {
        var where = "PostgreSQL at " + details.withoutParameters();
        return switch (state) {
            case WRONG_PASSWORD, NO_SUCH_ROLE -> new StartFault(
                    where + " does not take user '" + details.username + "' with the password that is given.",
                    "Set SPRING_DATASOURCE_PASSWORD in the environment, or spring.datasource.username to another user.");
            case NO_SUCH_DATABASE -> new StartFault(where + " is not there: the server has no such database.",
                    "Make it with: createdb --owner=" + details.username
                            + " NAME; or name another one with --spring.datasource.url.");
            default -> new StartFault(where + " can't be used: " + e.getMessage(),
                    "See to it that user '" + details.username + "' may use it, and look at spring.datasource.url.");
        };
    }

    private static final class PostgresConnectionDetails implements JdbcConnectionDetails {
        private final String url;
        private final @Nullable String username;
        private final @Nullable String password;

        PostgresConnectionDetails(String url, @Nullable String username, @Nullable String password) {
            this.url = url;
            this.username = username;
            this.password = password;
        }

        /** Without parameters, since one may be a password. */
        private String withoutParameters() {
            return url.substring(PREFIX.length()).replaceFirst("\\?.*", "");
        }

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public @Nullable String getUsername() {
            return username;
        }

        @Override
        public @Nullable String getPassword() {
            return password;
        }
    }
}
