package io.eventcart.platform.eventstore;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Limits the number of concurrent write transactions, so that readers always get a connection.
 *
 * <p>A connection is taken from the pool with the first statement, so a command that waits for its cart has none. A transaction
 * that may write first waits for a permit, without a connection. A {@code SELECT} in auto-commit mode or in a read-only transaction
 * needs no permit.
 *
 * <p>On H2 there is one permit. H2 writes a snapshot of each table, but not of all tables at the same moment. A transaction that
 * commits during a snapshot may be in the file with one table and not with another, until the next commit. If the process is killed
 * in between, a projection's token is ahead of its rows for ever. See docs/adr/0003 and H2's issue 2080, where its maintainer
 * explains it.
 */
final class LimitedWriters extends DelegatingDataSource {
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final Semaphore permits;

    /** @param writers the largest number of concurrent write transactions; fewer than the pool has connections */
    LimitedWriters(DataSource pool, int writers) {
        super(pool);
        this.permits = new Semaphore(writers, true);
    }

    @Override
    public Connection getConnection() {
        return proxy(Connection.class, new LazyConnection(super::getConnection));
    }

    @Override
    public Connection getConnection(String user, String password) {
        return proxy(Connection.class, new LazyConnection(() -> super.getConnection(user, password)));
    }

    /** Runs work that is no transaction but must not overlap with one. */
    void asWriter(Runnable work) throws SQLException {
        acquire();
        try {
            work.run();
        } finally {
            permits.release();
        }
    }

    private void acquire() throws SQLException {
        try {
            if (!permits.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTransientConnectionException(
                        "no permit to write within " + LONGEST_WAIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for a permit to write", e);
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(LimitedWriters.class.getClassLoader(), new Class<?>[]{type}, handler));
    }

    private static boolean isRead(Object @Nullable [] arguments) {
        if (arguments == null || arguments.length == 0 || !(arguments[0] instanceof String sql)) {
            return false;
        }
        var words = sql.strip().toUpperCase(Locale.ROOT);
        return words.startsWith("SELECT") && !words.contains("FOR UPDATE");
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private interface Pool {
        Connection take() throws SQLException;
    }

    /** Used by one thread at a time, like every connection. */
    private final class LazyConnection implements InvocationHandler {
        private final Pool pool;
        private @Nullable Connection connection;
        private boolean isAutoCommit = true;
        private boolean isReadOnly;
        private boolean isClosed;
        private boolean hasPermit;

        LazyConnection(Pool pool) {
            this.pool = pool;
        }

        /** {@code equals} is identity; pooling libraries compare connections. */
        @Override
        @SuppressWarnings("ReferenceEquality")
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "prepareStatement", "prepareCall" -> prepared(method, arguments);
                case "createStatement" -> plain(method, arguments);
                case "setAutoCommit", "commit", "rollback", "close" -> ending(method, arguments);
                // Only decides about the permit; the pool's connection is not changed.
                case "setReadOnly" -> {
                    isReadOnly = arguments != null && (boolean) arguments[0];
                    yield null;
                }
                case "isReadOnly" -> isReadOnly;
                case "getAutoCommit" -> isAutoCommit;
                case "isClosed" -> isClosed;
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "toString" -> "a connection of " + getTargetDataSource();
                default -> call(connection(), method, arguments);
            };
        }

        private Object prepared(Method method, Object @Nullable [] arguments) throws Throwable {
            var isRead = isRead(arguments);
            if (!isRead) {
                takePermit();
            }
            var statement = (PreparedStatement) Objects.requireNonNull(call(connection(), method, arguments));
            return proxy(PreparedStatement.class, watched(statement, isRead));
        }

        /** The SQL follows in the call of {@code execute}. */
        private Object plain(Method method, Object @Nullable [] arguments) throws Throwable {
            var statement = (Statement) Objects.requireNonNull(call(connection(), method, arguments));
            return proxy(Statement.class,
                    (self, execute, given) -> watched(statement, isRead(given)).invoke(self, execute, given));
        }

        private InvocationHandler watched(Statement statement, boolean isRead) {
            return (self, method, arguments) -> {
                if (isRead || !method.getName().startsWith("execute")) {
                    return call(statement, method, arguments);
                }
                takePermit();
                try {
                    return call(statement, method, arguments);
                } finally {
                    if (isAutoCommit) {
                        releasePermit();
                    }
                }
            };
        }

        private @Nullable Object ending(Method method, Object @Nullable [] arguments) throws Throwable {
            var isOfSavepoint = method.getName().equals("rollback") && arguments != null;
            try {
                return connection == null ? null : call(connection, method, arguments);
            } finally {
                switch (method.getName()) {
                    case "close" -> isClosed = true;
                    case "setAutoCommit" -> isAutoCommit = arguments != null && (boolean) arguments[0];
                    default -> {
                    }
                }
                if (!isOfSavepoint) {
                    releasePermit();
                }
            }
        }

        private Connection connection() throws SQLException {
            if (isClosed) {
                throw new SQLException("the connection is closed");
            }
            // Whatever begins the transaction: a savepoint needs a connection as well.
            if (!isAutoCommit && !isReadOnly) {
                takePermit();
            }
            if (connection == null) {
                connection = pool.take();
                if (!isAutoCommit) {
                    connection.setAutoCommit(false);
                }
            }
            return connection;
        }

        private void takePermit() throws SQLException {
            if (!hasPermit) {
                acquire();
                hasPermit = true;
            }
        }

        private void releasePermit() {
            if (hasPermit) {
                hasPermit = false;
                permits.release();
            }
        }
    }
}
