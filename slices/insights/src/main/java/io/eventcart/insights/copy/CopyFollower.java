package io.eventcart.insights.copy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one copy up to date: a thread that copies the new events every 100 ms. After a failure it waits and opens the file anew, so
 * it continues by itself once there is space on the disk, or the store is back.
 */
final class CopyFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CopyFollower.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);
    private static final double NANOS_IN_A_SECOND = 1e9;

    private final Path path;
    private final FileOpener opener;
    private final EventSource source;
    private final EventReader reader;
    private volatile Runnable afterEachLook;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile long openedAt = System.nanoTime();

    private volatile @Nullable CopyFile file;
    private volatile CopyState state = CopyState.NOTHING;
    private volatile long eventsAtOpening;
    private volatile boolean hasCaughtUp;
    private volatile boolean isPaused;
    private volatile @Nullable String error;

    /** Opens the file of DuckDB. */
    interface FileOpener {
        CopyFile open(Path path) throws SQLException;
    }

    /** @param afterEachLook runs in the follower's thread, whenever it is up to date */
    CopyFollower(Path path, FileOpener opener, EventSource source, EventReader reader, boolean isPaused,
            Runnable afterEachLook) {
        this.path = path;
        this.opener = opener;
        this.source = source;
        this.reader = reader;
        this.isPaused = isPaused;
        this.afterEachLook = afterEachLook;
        this.thread = Thread.ofPlatform().name("insights-" + path.getFileName()).daemon().start(this::follow);
    }

    private void follow() {
        try {
            var pause = Duration.ZERO;
            while (!isClosing(pause)) {
                pause = look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeFile();
        }
    }

    /** @return the pause until the next look */
    private Duration look() throws InterruptedException {
        try {
            catchUp();
            error = null;
            afterEachLook.run();
            return BETWEEN_LOOKS;
        } catch (SQLException | RuntimeException e) {
            fail(e);
            return AFTER_A_FAILURE;
        }
    }

    private void fail(Exception failure) {
        if (error == null) {
            LOG.warn("The analytical copy {} can't go on. It is tried again every {} s", path,
                    AFTER_A_FAILURE.toSeconds(),
                    failure);
        }
        error = String.valueOf(failure.getMessage());
        closeFile();
    }

    private void catchUp() throws SQLException, InterruptedException {
        var open = openFile();
        var head = source.head();
        if (!isPaused && state.position() < head) {
            copy(open, head);
        }
        hasCaughtUp = hasCaughtUp || state.position() >= head;
    }

    private CopyFile openFile() throws SQLException {
        var open = file;
        if (open == null) {
            open = ofThisStore(opener.open(path));
            state = open.state();
            eventsAtOpening = state.events();
            openedAt = System.nanoTime();
            file = open;
        }
        return open;
    }

    /** The data directory may have been used with another store, such as before a migration. */
    private CopyFile ofThisStore(CopyFile open) throws SQLException {
        if (source.has(open.state())) {
            return open;
        }
        LOG.info("{} is made anew: it has the events of another store", path);
        open.close();
        CopyFile.delete(path);
        return opener.open(path);
    }

    private void copy(CopyFile open, long head) throws SQLException, InterruptedException {
        try (var writer = new CopyWriter(open)) {
            var hasAll = source.readBetween(state.position(), head, reader, (chunk, position) -> {
                writer.append(chunk);
                var isToStop = isPaused || closing.getCount() == 0;
                if (writer.isFull() || isToStop) {
                    commit(writer, position);
                }
                return !isToStop;
            });
            if (hasAll) {
                commit(writer, head);
            }
        }
    }

    private void commit(CopyWriter writer, long position) throws SQLException {
        state = writer.commit(position);
    }

    private boolean isClosing(Duration within) throws InterruptedException {
        return closing.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeFile() {
        var open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }

    /** @return empty before the file is open, and after a failure */
    Optional<CopyFile> file() {
        return Optional.ofNullable(file);
    }

    CopyState state() {
        return state;
    }

    /** @return whether it had all events once, so that it is at most a moment behind */
    boolean hasCaughtUp() {
        return hasCaughtUp;
    }

    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    boolean isPaused() {
        return isPaused;
    }

    void pause(boolean now) {
        isPaused = now;
    }

    void afterEachLook(Runnable next) {
        afterEachLook = next;
    }

    /** @return how many events a second it has copied since it was opened; null before the first ones */
    @Nullable
    Long eventsPerSecond() {
        var copied = state.events() - eventsAtOpening;
        return copied == 0 ? null : Math.round(copied * NANOS_IN_A_SECOND / (System.nanoTime() - openedAt));
    }

    /** Ends after the transaction that is under way. Returns when the file is closed, unless the follower's thread calls it. */
    @Override
    public void close() {
        closing.countDown();
        if (Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
