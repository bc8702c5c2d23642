package io.eventcart.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool of two connections, and one permit to write. */
final class LimitedWritersTest {
    private final HikariDataSource pool = new HikariDataSource();
    private LimitedWriters source;

    @BeforeEach
    void createTables() throws SQLException {
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        pool.setMaximumPoolSize(2);
        pool.setConnectionTimeout(5_000);
        source = new LimitedWriters(pool, 1);
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE a (n INT); CREATE TABLE b (n INT)");
        }
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void a_transaction_that_wants_to_write_waits_for_the_one_that_writes() throws Exception {
        try (var first = begin()) {
            write(first, "a");
            var waiting = waiting(() -> writeInTransaction("b"));

            first.commit();

            assertThat(waiting.get()).isEqualTo(1);
        }
    }

    @Test
    void so_does_a_statement_outside_of_a_transaction() throws Exception {
        try (var first = begin(); var second = source.getConnection()) {
            write(first, "a");
            var waiting = waiting(() -> write(second, "b"));

            first.rollback();

            assertThat(waiting.get()).isEqualTo(1);
            assertThat(write(first, "a")).as("the other's permit ended with the statement").isEqualTo(1);
        }
    }

    @Test
    void so_does_a_statement_whose_text_is_given_late() throws Exception {
        try (var first = begin(); var second = source.getConnection(); var statement = second.createStatement()) {
            write(first, "a");
            var waiting = waiting(() -> statement.executeUpdate("INSERT INTO b VALUES (1)"));

            first.commit();

            assertThat(waiting.get()).isEqualTo(1);
        }
    }

    @Test
    void a_single_read_does_not_wait() throws Exception {
        try (var first = begin(); var second = source.getConnection()) {
            write(first, "a");

            assertThat(rows(second)).as("what is not committed is not seen").isZero();
        }
    }

    @Test
    void a_transaction_that_only_reads_does_not_wait() throws Exception {
        try (var first = begin(); var second = begin()) {
            write(first, "a");
            second.setReadOnly(true);

            assertThat(rows(second)).isZero();
        }
    }

    @Test
    void those_who_wait_hold_no_connection() throws Exception {
        waitingTransactionsHoldNoConnection(() -> writeInTransaction("b"));
    }

    @Test
    void nor_do_those_whose_transaction_begins_with_a_savepoint() throws Exception {
        waitingTransactionsHoldNoConnection(() -> {
            try (var connection = begin()) {
                connection.setSavepoint();
                var written = write(connection, "b");
                connection.commit();
                return written;
            }
        });
    }

    private void waitingTransactionsHoldNoConnection(Writing writing) throws Exception {
        try (var first = begin()) {
            write(first, "a");
            List<FutureTask<Integer>> waiting = new ArrayList<>();
            for (var n = 0; n < 5; n++) {
                waiting.add(waiting(writing));
            }

            try (var reader = source.getConnection()) {
                assertThat(rows(reader)).isZero();
            }

            first.commit();
            for (var writer : waiting) {
                assertThat(writer.get()).isEqualTo(1);
            }
        }
    }

    @Test
    void a_transaction_holds_no_connection_before_its_first_statement() throws Exception {
        try (var first = begin(); var second = begin(); var third = begin(); var reader = source.getConnection()) {
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            assertThat(rows(reader)).isZero();
            for (var transaction : List.of(first, second, third)) {
                transaction.commit();
            }
        }
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void a_transaction_is_one_also_when_its_connection_comes_late() throws Exception {
        try (var first = begin()) {
            write(first, "a");
            first.rollback();
            first.setAutoCommit(true);

            assertThat(rows(first)).as("rolled back").isZero();
            write(first, "a");
        }
        try (var reader = source.getConnection()) {
            assertThat(rows(reader)).as("committed with the statement").isEqualTo(1);
        }
    }

    /** Spring and the projections' dead letters know this type: the statement is not at fault. */
    @Test
    void a_writer_whose_wait_ends_in_vain_fails_as_one_without_a_connection() throws Exception {
        try (var first = begin()) {
            write(first, "a");
            var waiting = new FutureTask<>(() -> writeInTransaction("b"));
            var thread = Thread.ofPlatform().start(waiting);
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

            thread.interrupt();

            assertThatThrownBy(waiting::get).cause().isInstanceOf(SQLTransientConnectionException.class)
                    .satisfies(failure -> assertThat(StoreFailures.include(failure)).isTrue());
        }
    }

    private interface Writing {
        int write() throws SQLException;
    }

    /** @return once it waits */
    private static FutureTask<Integer> waiting(Writing writing) {
        var task = new FutureTask<>(writing::write);
        var thread = Thread.ofPlatform().start(task);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return task;
    }

    private int writeInTransaction(String table) throws SQLException {
        try (var connection = begin()) {
            var written = write(connection, table);
            connection.commit();
            return written;
        }
    }

    private Connection begin() throws SQLException {
        var connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static int rows(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT COUNT(*) FROM a"); var rows = select.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int write(Connection connection, String table) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?)")) {
            insert.setInt(1, 1);
            return insert.executeUpdate();
        }
    }
}
