package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.StartFault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.pooled.MaxSegmentProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The instances on one database. Each renews its lease every second, and claims no more than its fair number of a projection's
 * segments. A lease lasts ten seconds, as long as Axon's claims.
 */
@Component
@Profile("postgres")
public final class Instances implements MaxSegmentProvider, DatabaseProbe, DisposableBean {
    /** The duration of a lease, equal to Axon's claim timeout. */
    static final Duration LEASE = Duration.ofSeconds(10);
    private static final String HAS_LEASE = "seen_at > CURRENT_TIMESTAMP - INTERVAL '" + LEASE.toSeconds()
            + "' SECOND";
    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);

    private final String id;
    private final FileChannel lock;
    private final JdbcClient jdbc;
    private volatile int alive = 1;
    private volatile Map<String, Integer> segments = Map.of();

    /** @throws StartFault if another process uses this data directory */
    Instances(DataDirectory directory, JdbcClient jdbc) {
        this.lock = lock(directory);
        // Persistent, so that an instance regains its own claims after a restart, without waiting for their timeout.
        this.id = new String(directory.secret("instance.id",
                () -> UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII)), StandardCharsets.US_ASCII);
        this.jdbc = jdbc;
        write();
    }

    private static FileChannel lock(DataDirectory directory) {
        var file = directory.resolve("instance.lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return channel;
            }
            channel.close();
        } catch (OverlappingFileLockException e) {
            // locked by this process
        } catch (IOException e) {
            throw new StartFault("The file " + file + " can't be locked: " + e,
                    "Give this user the right to write it.");
        }
        throw new StartFault("Another process uses the data directory " + directory.resolve("") + ".",
                "Instances share a database, but each needs a folder of its own: name one with --cart.data-dir=FOLDER.");
    }

    String id() {
        return id;
    }

    /** @return the number of live instances on that database, for a caller that is no instance */
    public static int alive(JdbcClient database) {
        return database.sql("SELECT COUNT(*) FROM app_instance WHERE " + HAS_LEASE).query(Integer.class).single();
    }

    /** @return the number of other live instances on this database */
    public int others() {
        return jdbc.sql("SELECT COUNT(*) FROM app_instance WHERE id <> ? AND " + HAS_LEASE).param(id)
                .query(Integer.class).single();
    }

    /** Renews this instance's lease. The watch of the database calls it every second. */
    @Override
    public void write() {
        jdbc.sql("""
                INSERT INTO app_instance (id, seen_at) VALUES (?, CURRENT_TIMESTAMP)
                ON CONFLICT (id) DO UPDATE SET seen_at = CURRENT_TIMESTAMP
                """).param(id).update();
        alive = 1 + others();
        var counted = new HashMap<String, Integer>();
        jdbc.sql("SELECT processor_name, COUNT(*) FROM token GROUP BY processor_name")
                .query(row -> {
                    counted.put(row.getString(1), row.getInt(2));
                });
        segments = counted;
    }

    /** @return the number of segments per live instance, rounded up, so that every segment is claimed */
    @Override
    public int getMaxSegments(String processor) {
        var total = segments.get(processor);
        return total == null ? Short.MAX_VALUE : Math.ceilDiv(total, alive);
    }

    @Override
    public void destroy() throws IOException {
        try {
            jdbc.sql("DELETE FROM app_instance WHERE id = ?").param(id).update();
        } catch (DataAccessException e) {
            LOG.debug("The lease could not be released", e);
        }
        lock.close();
    }
}
