package io.eventcart.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

final class OneWriterTest {
    private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true).build();
    private final OneWriter source = new OneWriter(database);

    @BeforeEach
    void createTables() throws SQLException {
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE a (n INT); CREATE TABLE b (n INT)");
        }
    }

    @AfterEach
    void dropDatabase() {
        database.shutdown();
    }

    @Test
    void a_transaction_that_wants_to_write_waits_for_the_one_that_writes() throws Exception {
        try (var first = begin(); var second = begin()) {
            write(first, "a");
            var waiting = new FutureTask<>(() -> write(second, "b"));
            var thread = Thread.ofPlatform().start(waiting);
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

            first.commit();

            assertThat(waiting.get()).isEqualTo(1);
        }
    }

    @Test
    void so_does_a_statement_outside_of_a_transaction() throws Exception {
        try (var first = begin(); var second = source.getConnection()) {
            write(first, "a");
            var waiting = new FutureTask<>(() -> write(second, "b"));
            var thread = Thread.ofPlatform().start(waiting);
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

            first.rollback();

            assertThat(waiting.get()).isEqualTo(1);
            assertThat(write(first, "a")).as("its own turn ended with the statement").isEqualTo(1);
        }
    }

    @Test
    void who_only_reads_does_not_wait() throws Exception {
        try (var first = begin(); var second = begin()) {
            write(first, "a");
            var reading = new FutureTask<>(() -> {
                try (var select = second.prepareStatement("SELECT COUNT(*) FROM a"); var rows = select.executeQuery()) {
                    rows.next();
                    return rows.getInt(1);
                }
            });
            Thread.ofPlatform().start(reading);

            assertThat(reading.get()).as("what is not committed is not seen").isZero();
        }
    }

    private Connection begin() throws SQLException {
        var connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static int write(Connection connection, String table) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?)")) {
            insert.setInt(1, 1);
            return insert.executeUpdate();
        }
    }
}
