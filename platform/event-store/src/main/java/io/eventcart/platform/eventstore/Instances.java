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
 * The instances that share one database: each says every second that it is there, and takes no more of a projection than its
 * share. One that has not been heard of for ten seconds is counted no more; then its claims have run out, too.
 */
@Component
@Profile("postgres")
public final class Instances implements MaxSegmentProvider, DatabaseProbe, DisposableBean {
    /** As long as Axon holds a claim good that is not renewed. */
    static final Duration GONE_AFTER = Duration.ofSeconds(10);
    private static final String SEEN_LATELY = "seen_at > CURRENT_TIMESTAMP - INTERVAL '" + GONE_AFTER.toSeconds()
            + "' SECOND";
    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);

    private final String id;
    private final FileChannel lock;
    private final JdbcClient jdbc;
    private volatile int alive = 1;
    private volatile Map<String, Integer> segments = Map.of();

    /** @throws StartFault if another process has this data directory */
    Instances(DataDirectory directory, JdbcClient jdbc) {
        this.lock = lock(directory);
        // Kept, so that after a restart its own claims are its own again and need not run out first.
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
            // by this very process
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

    /** @return how many instances are at work on that database, for a caller that is none */
    public static int alive(JdbcClient database) {
        return database.sql("SELECT COUNT(*) FROM app_instance WHERE " + SEEN_LATELY).query(Integer.class).single();
    }

    /** @return how many instances are at work on this database beside this one */
    public int others() {
        return jdbc.sql("SELECT COUNT(*) FROM app_instance WHERE id <> ? AND " + SEEN_LATELY).param(id)
                .query(Integer.class).single();
    }

    /** Renews this instance's lease; whoever asks whether the database is there does so every second. */
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

    /** @return this instance's share, rounded up: whatever the others do, each segment finds somebody */
    @Override
    public int getMaxSegments(String processor) {
        var all = segments.get(processor);
        return all == null ? Short.MAX_VALUE : Math.ceilDiv(all, alive);
    }

    @Override
    public void destroy() throws IOException {
        try {
            jdbc.sql("DELETE FROM app_instance WHERE id = ?").param(id).update();
        } catch (DataAccessException e) {
            LOG.debug("The database is not there to be told", e);
        }
        lock.close();
    }
}
