package io.eventcart.platform.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import io.eventcart.platform.sliceapi.DataFolder;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Compacts the file of the embedded database, and syncs it to disk.
 *
 * <p>Each commit writes changed pages to a new place. H2 reclaims the old ones only in a thread that runs if it may delay commits
 * (its issue 442), and this app forbids the delay. Without this class the file grows by some 30 KiB per write, and each write
 * searches all of it for free space. docs/adr/0003 has the figures.
 *
 * <p>After a failed write, as on a full disk, H2 closes the file for good, and the closed database blocks a new one. This class
 * discards it, so that the next connection reopens the file with all commits.
 */
@Component
@Profile("!postgres")
final class H2Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(H2Housekeeping.class);
    /** Target fill rate in percent. H2 compacts the file below it. */
    private static final int TARGET_FILL_PERCENT = 60;
    /** Bounds the wait of writers to some 4 ms, like that for another writer. */
    private static final int BYTES_AT_ONCE = 1 << 20;
    private static final long NANOS_BETWEEN_FORCES = TimeUnit.SECONDS.toNanos(1);

    /** With less free space the next write would fail again. */
    private static final long MIN_FREE_BYTES = 16L << 20;

    private final LimitedWriters database;
    private final DataFolder folder;
    private @Nullable Database open;
    private long forcedVersion;
    private long forcedAt = System.nanoTime();
    private boolean hasFailed;

    H2Housekeeping(DataSource database, DataFolder folder) {
        if (!(database instanceof LimitedWriters limited)) {
            throw new IllegalStateException("docs/adr/0003 says why the embedded database has one writer at a time");
        }
        this.database = limited;
        this.folder = folder;
    }

    @Scheduled(fixedDelay = 100, timeUnit = TimeUnit.MILLISECONDS)
    synchronized void tidyUp() {
        try {
            var file = file();
            // As a writer: pages that move during another transaction's write would be incomplete in the file.
            database.asWriter(() -> {
                if (file.compact(TARGET_FILL_PERCENT, BYTES_AT_ONCE)) {
                    file.commit();
                }
            });
            force(file);
            hasFailed = false;
        } catch (SQLException | RuntimeException e) {
            if (!hasFailed) {
                LOG.warn("The database file can't be compacted or synced at the moment", e);
            }
            hasFailed = true;
        }
    }

    /** Syncs at most once a second, and only new data. Until then it may be in the operating system's buffers. */
    private void force(MVStore open) {
        var version = open.getCurrentVersion();
        if (version != forcedVersion && System.nanoTime() - forcedAt >= NANOS_BETWEEN_FORCES) {
            open.sync();
            forcedVersion = version;
            forcedAt = System.nanoTime();
        }
    }

    private MVStore file() throws SQLException {
        if (open != null && open.getStore().getMvStore().isClosed()) {
            discard(open);
            open = null;
        }
        if (open == null) {
            try (var connection = database.getConnection()) {
                open = ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase();
            }
        }
        return open.getStore().getMvStore();
    }

    /** @throws DataAccessResourceFailureException while the disk is full */
    private void discard(Database closed) throws SQLException {
        if (folder.resolve("").toFile().getUsableSpace() < MIN_FREE_BYTES) {
            throw new DataAccessResourceFailureException("the disk is full");
        }
        closed.shutdownImmediately();
        database.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
    }
}
