package io.eventcart.platform.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;

/** One real PostgreSQL for all tests of a run, from the Maven registry; each test class has its own database. */
public final class LocalPostgres {
    public static final String USER = "postgres";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private LocalPostgres() {}

    /** Started on first use. */
    private static final class Running {
        private static final Path DATA = newFolder();
        private static final EmbeddedPostgres SERVER = start();

        private static Path newFolder() {
            try {
                return Files.createTempDirectory("eventcart-postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder().setDataDirectory(DATA).setLocaleConfig("locale", "C")
                        .setServerConfig("max_wal_size", "64MB").setServerConfig("wal_recycle", "off").start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL does not start", e);
            }
        }

        private static void stop(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                System.err.println("PostgreSQL was not stopped: " + e);
            }
        }
    }

    /** @return the URL of a new, empty database, for {@link #USER}, without a password */
    public static String newDatabase() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + newDatabaseName();
    }

    /** @return the name of a new, empty database */
    public static String newDatabaseName() {
        var name = "shop" + DATABASES.incrementAndGet();
        try (var connection = Running.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException("no database " + name, e);
        }
    }

    public static int port() {
        return Running.SERVER.getPort();
    }

    /** @return the folders of that database's tables, of the shared tables, and of the write-ahead log */
    public static List<Path> folders(JdbcClient database) {
        var tables = database.sql("SELECT pg_relation_filepath('domain_event')").query(String.class).single();
        return List.of(Running.DATA.resolve(tables).resolveSibling("."), Running.DATA.resolve("global"),
                Running.DATA.resolve("pg_wal"));
    }

    public static String[] switches(String url) {
        return new String[]{"--spring.profiles.active=postgres", "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + USER};
    }

    public static void addTo(DynamicPropertyRegistry properties) {
        var url = newDatabase();
        properties.add("spring.datasource.url", () -> url);
        properties.add("spring.datasource.username", () -> USER);
    }
}
