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
 * Keeps the file of the embedded database dense, and what is written to it on the disk.
 *
 * <p>Each commit writes the pages that it has changed to a new place. H2 gathers what is left over in the old places only with a
 * thread that it has if it may delay commits (its issue 442), which this app does not let it: without this the file grows by some 30 KiB a
 * write, and each write searches all of it for room. docs/adr/0003 has the figures.
 *
 * <p>A write that fails, as on a full disk, makes H2 close the file for good, and the closed database stays in the way of a new one.
 * So it is put away here, and the next connection opens the file again, with all that was committed.
 */
@Component
@Profile("!postgres")
final class H2Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(H2Housekeeping.class);
    /** In percent. Below that as much of the file is dead as alive, or more. */
    private static final int DENSE_ENOUGH = 60;
    /** So that nobody waits longer than for another writer: some 4 ms. */
    private static final int BYTES_AT_ONCE = 1 << 20;
    private static final long NANOS_BETWEEN_FORCES = TimeUnit.SECONDS.toNanos(1);

    /** Below that the next write would fail again. */
    private static final long BYTES_TO_GO_ON_WITH = 16L << 20;

    private final LimitedWriters database;
    private final DataFolder folder;
    private @Nullable Database open;
    private long forcedVersion;
    private long forcedAt = System.nanoTime();
    private boolean isInTrouble;

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
            // As a writer: pages that move while a transaction writes them would be in the file in part.
            database.asWriter(() -> {
                if (file.compact(DENSE_ENOUGH, BYTES_AT_ONCE)) {
                    file.commit();
                }
            });
            force(file);
            isInTrouble = false;
        } catch (SQLException | RuntimeException e) {
            if (!isInTrouble) {
                LOG.warn("The database file can't be tidied up at the moment", e);
            }
            isInTrouble = true;
        }
    }

    /** Once a second, and only if there is something new: until then the operating system may hold it. */
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
            putAway(open);
            open = null;
        }
        if (open == null) {
            try (var connection = database.getConnection()) {
                open = ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase();
            }
        }
        return open.getStore().getMvStore();
    }

    /** @throws DataAccessResourceFailureException as long as the disk is full */
    private void putAway(Database closed) throws SQLException {
        if (folder.resolve("").toFile().getUsableSpace() < BYTES_TO_GO_ON_WITH) {
            throw new DataAccessResourceFailureException("the disk is full");
        }
        closed.shutdownImmediately();
        database.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
    }
}
