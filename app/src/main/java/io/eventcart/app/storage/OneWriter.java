package io.eventcart.app.storage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lets one transaction write at a time; those that only read do not wait.
 *
 * <p>What H2 writes to its file is a snapshot of each table, but the tables are not of one moment: a transaction that commits
 * while another one's snapshot is being taken can be on the file with one table and not with another, until the next commit
 * writes the rest. If the process is killed in between, a projection's token is ahead of its rows for ever. See
 * docs/adr/0003 and H2's issue 2080, where its maintainer explains it.
 */
final class OneWriter extends DelegatingDataSource {
    private static final int LONGEST_WAIT_SECONDS = 30;
    private static final Set<String> ENDS = Set.of("commit", "rollback", "close", "setAutoCommit");

    private final Semaphore turn = new Semaphore(1, true);

    OneWriter(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return watched(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return watched(super.getConnection(user, password));
    }

    /** Does what is not a transaction, but must not be done during one. */
    void inTurn(Runnable work) throws SQLException {
        takeTurn();
        try {
            work.run();
        } finally {
            turn.release();
        }
    }

    private void takeTurn() throws SQLException {
        try {
            if (!turn.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTransientException(
                        "another transaction has been writing for " + LONGEST_WAIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientException("interrupted while another transaction was writing", e);
        }
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, new Watched(connection));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(OneWriter.class.getClassLoader(), new Class<?>[]{type}, handler));
    }

    private static boolean isRead(String sql) {
        var words = sql.strip().toUpperCase(Locale.ROOT);
        return words.startsWith("SELECT") && !words.contains("FOR UPDATE");
    }

    private static String first(Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : "";
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** A connection whose transaction takes its turn with the first statement that writes, and gives it back at its end. */
    private final class Watched implements InvocationHandler {
        private final Connection connection;
        private boolean hasTurn;

        Watched(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return switch (call(connection, method, arguments)) {
                    case PreparedStatement prepared -> proxy(PreparedStatement.class,
                            onExecute(prepared, isRead(first(arguments))));
                    case Statement plain -> proxy(Statement.class, (self, execute, given) -> onExecute(plain,
                            isRead(first(given))).invoke(self, execute, given));
                    case null -> null;
                    case Object other -> other;
                };
            } finally {
                if (ENDS.contains(method.getName())
                        && (arguments == null || method.getName().equals("setAutoCommit"))) {
                    giveBack();
                }
            }
        }

        private InvocationHandler onExecute(Statement statement, boolean isRead) {
            return (self, method, arguments) -> {
                if (isRead || !method.getName().startsWith("execute")) {
                    return call(statement, method, arguments);
                }
                takeTurn();
                try {
                    return call(statement, method, arguments);
                } finally {
                    if (connection.getAutoCommit()) {
                        giveBack();
                    }
                }
            };
        }

        private void takeTurn() throws SQLException {
            if (!hasTurn) {
                OneWriter.this.takeTurn();
                hasTurn = true;
            }
        }

        private void giveBack() {
            if (hasTurn) {
                hasTurn = false;
                turn.release();
            }
        }
    }
}
