package io.eventcart.insights.copy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of DuckDB with a copy of the history, and the one connection that writes it. Its tables can reach nothing else: no other
 * file but those in the export folder, no setting, no extension.
 */
final class CopyFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CopyFile.class);
    private static final String EVENTS = """
            CREATE TABLE events (position BIGINT NOT NULL, stream VARCHAR NOT NULL, version BIGINT NOT NULL,
                type VARCHAR NOT NULL, revision VARCHAR NOT NULL, "at" TIMESTAMP NOT NULL, actor VARCHAR, command VARCHAR,
                correlation_id VARCHAR, causation_id VARCHAR, app_version VARCHAR, data JSON)
            """;
    /** Changes when the copy's own tables do. */
    private static final String FORM = "2";

    /** Another process uses the file, or the system does not let it be written. */
    private static final Pattern NOT_THE_FILES_FAULT = Pattern
            .compile("(?i)lock|space|permission|quota|open files|read-only");

    private final Path path;
    private final DuckDBConnection writer;
    private final ShoppersOfCarts shoppers = new ShoppersOfCarts();

    private CopyFile(Path path, DuckDBConnection writer) {
        this.path = path;
        this.writer = writer;
    }

    /**
     * Opens the file, or makes it anew if there is none, or one with other tables than this release's, or one that can't be read:
     * everything in it can be copied again.
     */
    static CopyFile open(Path path, Path exports, List<EventTable> tables, CopySettings settings) throws SQLException {
        var isNew = Files.notExists(path);
        try {
            var file = connect(path, exports, settings);
            if (file.hasForm(formOf(tables))) {
                return file;
            }
            file.close();
            if (!isNew) {
                LOG.info("{} is made anew: this release knows other events or other fields", path);
            }
        } catch (SQLException e) {
            if (NOT_THE_FILES_FAULT.matcher(String.valueOf(e.getMessage())).find()) {
                throw e;
            }
            LOG.warn("{} can't be read and is made anew: {}", path, e.getMessage());
        }
        delete(path);
        var file = connect(path, exports, settings);
        file.define(tables);
        return file;
    }

    private static CopyFile connect(Path path, Path exports, CopySettings settings) throws SQLException {
        var properties = new Properties();
        properties.setProperty("memory_limit", settings.memory().toMegabytes() + "MB");
        properties.setProperty("threads", Integer.toString(settings.threads()));
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        var spill = path.resolveSibling("spill");
        properties.setProperty("temp_directory", spill.toString());
        var connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + path, properties);
        NativeLibrary.deleteUnpackedFile();
        if (!isFencedIn(connection)) {
            try (var statement = connection.createStatement()) {
                statement.execute("SET GLOBAL TimeZone = 'UTC'");
                statement.execute("SET allowed_directories = ['" + exports.toString().replace("'", "''") + "/']");
                statement.execute("SET enable_external_access = false");
                statement.execute("SET lock_configuration = true");
            }
        }
        return new CopyFile(path, connection);
    }

    /** After a failure, a question that still runs keeps the file open in this process, with the settings that it had. */
    private static boolean isFencedIn(DuckDBConnection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var setting = statement.executeQuery("SELECT current_setting('lock_configuration')")) {
            return setting.next() && setting.getBoolean(1);
        }
    }

    private boolean hasForm(String form) throws SQLException {
        try (var statement = writer.createStatement();
                var tables = statement.executeQuery(
                        "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'internal' AND table_name = 'state'")) {
            tables.next();
            if (tables.getLong(1) == 0) {
                return false;
            }
        }
        try (var statement = writer.createStatement();
                var state = statement.executeQuery("SELECT form FROM internal.state")) {
            return state.next() && form.equals(state.getString(1));
        }
    }

    /** The tables, and the revisions of the events: an upcaster may fill the same columns in another way. */
    private static String formOf(List<EventTable> tables) {
        var text = new StringBuilder(FORM).append(EVENTS);
        tables.forEach(table -> text.append(table.definition()).append(table.revision()));
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void define(List<EventTable> tables) throws SQLException {
        writer.setAutoCommit(false);
        try (var statement = writer.createStatement()) {
            statement.execute("CREATE SCHEMA internal");
            statement.execute(
                    "CREATE TABLE internal.state (form VARCHAR, position BIGINT, events BIGINT, last_position BIGINT, last_event VARCHAR)");
            statement.execute("CREATE TABLE internal.shopper_of_cart (cart_id UUID, shopper_id UUID)");
            statement.execute(EVENTS);
            for (var table : tables) {
                statement.execute(table.definition());
            }
            statement.execute("INSERT INTO internal.state VALUES ('" + formOf(tables) + "', 0, 0, 0, '')");
        }
        writer.commit();
        writer.setAutoCommit(true);
    }

    DuckDBConnection writer() {
        return writer;
    }

    ShoppersOfCarts shoppers() {
        return shoppers;
    }

    /** The state of the last commit. */
    CopyState state() throws SQLException {
        return state(writer);
    }

    /** @param connection a reader, whose transaction sees one state */
    static CopyState state(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var state = statement
                        .executeQuery("SELECT position, events, last_position, last_event FROM internal.state")) {
            state.next();
            return new CopyState(state.getLong(1), state.getLong(2), state.getLong(3), state.getString(4));
        }
    }

    /** @return the name under which SQL knows this file's tables, whatever hides them */
    String catalog() {
        return path.getFileName().toString().replace(".duckdb", "");
    }

    /** @return a connection of its own, which sees the last commit and nothing that is half done; close it */
    Connection reader() throws SQLException {
        var reader = writer.duplicate();
        reader.setAutoCommit(false);
        return reader;
    }

    static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + ".wal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (SQLException e) {
            LOG.warn("{} can't be closed: {}", path, e.getMessage());
        }
    }
}
