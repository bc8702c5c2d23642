package io.eventcart.insights.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a statement that runs too long, or under which the process grows too much: DuckDB's memory limit does not cover all of its
 * aggregates. The process grows for other reasons too, so the allowance should be generous.
 */
final class RunWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
    private static final long BETWEEN_LOOKS_MILLIS = 50;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private final Statement statement;
    private final Duration limit;
    private final long allowance;
    private final long began = System.nanoTime();
    private final long memoryBefore = residentBytes();
    private boolean isOver;
    private @Nullable String reason;

    private RunWatch(Statement statement, Duration limit, long allowance) {
        this.statement = statement;
        this.limit = limit;
        this.allowance = allowance;
    }

    /** @param allowance in bytes, by how much the process may grow meanwhile */
    static RunWatch over(Statement statement, Duration limit, long allowance) {
        var watch = new RunWatch(statement, limit, allowance);
        // A virtual thread would wait for a carrier, which statements can hold.
        Thread.ofPlatform().daemon().name("sql-watch").start(watch::look);
        return watch;
    }

    private synchronized void look() {
        try {
            while (!isOver) {
                if (System.nanoTime() - began > limit.toNanos()) {
                    stop("The statement took longer than " + limit.toMillis() / 1000.0
                            + " seconds. Filter by type or position, join on a key, or aggregate earlier.");
                } else if (memoryBefore > 0 && residentBytes() - memoryBefore > allowance) {
                    stop(DuckDbFault.TOO_MUCH_MEMORY);
                }
                wait(BETWEEN_LOOKS_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.warn("A statement can't be stopped: {}", e.toString());
        }
    }

    /** A statement may not have begun, so it is stopped again at the next look. */
    private void stop(String why) throws SQLException {
        if (reason == null) {
            reason = why;
        }
        statement.cancel();
    }

    /** @return why the statement was stopped; empty if it wasn't */
    synchronized Optional<String> stopped() {
        return Optional.ofNullable(reason);
    }

    /** From here on, nothing is stopped: the connection's next statement is another one. */
    @Override
    public synchronized void close() {
        isOver = true;
        notifyAll();
    }

    /** @return 0 where the system doesn't tell */
    private static long residentBytes() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024).findFirst().orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
