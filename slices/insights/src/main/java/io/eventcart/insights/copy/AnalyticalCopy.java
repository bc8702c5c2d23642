package io.eventcart.insights.copy;

import io.eventcart.insights.copy.CopyFolder.Copies;
import io.eventcart.insights.copy.CopyFolder.KeptCopy;
import io.eventcart.platform.sliceapi.EventTypes;
import io.eventcart.platform.sliceapi.Eventually;
import io.eventcart.platform.sliceapi.LocalProjection;
import io.eventcart.platform.sliceapi.NewestForm;
import io.eventcart.platform.sliceapi.TooManyRequests;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The history as tables for questions, in files of DuckDB in this instance's data directory. It is loaded by the first question, and
 * closed when nobody has asked for a while.
 */
@Component
public final class AnalyticalCopy implements LocalProjection, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(AnalyticalCopy.class);
    private static final Duration UNUSED = Duration.ofMinutes(15);
    private static final Duration LONGEST_WAIT_FOR_A_TURN = Duration.ofSeconds(10);
    private static final int QUESTIONS_AT_ONCE = 4;

    private final CopyFolder folder;
    private final CopySettings settings;
    private final EventSource source;
    private final EventTypes types;
    private final NewestForm newestForm;
    private final JsonMapper json;
    private final Semaphore turns = new Semaphore(QUESTIONS_AT_ONCE, true);
    private final ReentrantLock changing = new ReentrantLock();
    private volatile @Nullable CopyFollower active;
    private volatile @Nullable CopyFollower standby;
    private int standbyNumber;
    private volatile long lastAsked = System.nanoTime();
    private boolean isClosed;

    AnalyticalCopy(CopyFolder folder, CopySettings settings, EventSource source, EventTypes types,
            NewestForm newestForm,
            JsonMapper json) {
        this.folder = folder;
        this.settings = settings;
        this.source = source;
        this.types = types;
        this.newestForm = newestForm;
        this.json = json;
    }

    /** Answers from one state of the copy. */
    public interface Question<T> {
        T answer(Snapshot snapshot) throws SQLException;
    }

    /**
     * How far the copy is.
     *
     * @param position up to which it contains all events
     * @param head the position up to which there are events
     * @param events how many it contains
     */
    public record Progress(long position, long head, long events, State state) {}

    /**
     * Asks the copy. It contains everything that had happened before the call, or else is at most moments behind.
     *
     * @param atLeast the position that it must have reached; null if moments behind will do
     * @throws io.eventcart.platform.sliceapi.Rejection of the kind {@code view-behind} if it has not reached that position within 2 s,
     *     or is being built for the first time
     * @throws TooManyRequests if other questions take all turns for 10 s
     */
    public <T> T ask(@Nullable Long atLeast, Question<T> question) {
        awaitPosition(atLeast);
        try {
            if (!turns.tryAcquire(LONGEST_WAIT_FOR_A_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TooManyRequests(QUESTIONS_AT_ONCE + " questions are being answered at the moment.",
                        LONGEST_WAIT_FOR_A_TURN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server is stopping", e);
        }
        try {
            return answer(question);
        } finally {
            turns.release();
            lastAsked = System.nanoTime();
        }
    }

    private <T> T answer(Question<T> question) {
        var file = loaded().file().orElseThrow(() -> behind(loaded(), source.head()));
        try (var reader = file.reader()) {
            try {
                return question.answer(new Snapshot(reader, file.catalog(), CopyFile.state(reader), folder.exports()));
            } finally {
                reader.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The analytical copy can't be read", e);
        }
    }

    private void awaitPosition(@Nullable Long atLeast) {
        var needed = atLeast == null ? source.head() : atLeast;
        var isThere = Eventually.find(() -> {
            var copy = loaded();
            var isEnough = copy.state().position() >= needed
                    || (atLeast == null && copy.isPaused() && copy.hasCaughtUp());
            return isEnough && copy.file().isPresent() ? Optional.of(copy) : Optional.empty();
        });
        if (isThere.isEmpty() && (atLeast != null || !loaded().hasCaughtUp())) {
            throw behind(loaded(), needed);
        }
    }

    private CopyBehind behind(CopyFollower copy, long needed) {
        var position = copy.state().position();
        var error = copy.error();
        if (copy.isPaused()) {
            return new CopyBehind(
                    "The analytical copy is paused at position " + position + ". Resume it with POST /api/projections/"
                            + name() + "/resume.",
                    needed, position);
        }
        return new CopyBehind(error.isPresent()
                ? "The analytical copy stands still at position " + position + ": " + error.get()
                        + " It goes on by itself once the cause is gone."
                : "The analytical copy is at position " + position + " and has not reached " + needed + " within "
                        + Eventually.PATIENCE.toSeconds()
                        + " s. GET /api/insights shows how far it is. Ask again then.",
                needed, position);
    }

    /** @return the most memory that the copy and its questions take, in bytes, outside Java's heap */
    public long memory() {
        return settings.memory().toBytes();
    }

    /** @return the position up to which there are events; does not load the copy */
    public long head() {
        return source.head();
    }

    /** Loads the copy. */
    public Progress progress() {
        var copy = loaded();
        return new Progress(copy.state().position(), source.head(), copy.state().events(), state());
    }

    /**
     * Loads the copy and waits until it has all events that there are at the call.
     *
     * @param watcher gets the position, again and again
     * @return the position that it has waited for
     */
    public long catchUp(LongConsumer watcher) throws InterruptedException {
        var head = source.head();
        while (loaded().state().position() < head || loaded().file().isEmpty()) {
            if (loaded().error().isPresent()) {
                throw behind(loaded(), head);
            }
            watcher.accept(loaded().state().position());
            Thread.sleep(Duration.ofMillis(50));
        }
        return head;
    }

    private CopyFollower loaded() {
        lastAsked = System.nanoTime();
        var copy = active;
        return copy == null ? load() : copy;
    }

    private CopyFollower load() {
        changing.lock();
        try {
            var copy = active;
            if (copy == null) {
                if (isClosed) {
                    throw new IllegalStateException("The server is stopping");
                }
                folder.prepare();
                var copies = folder.read();
                copy = follower(copies.active(), copies.isPaused(), this::closeIfUnused);
                active = copy;
            }
            return copy;
        } finally {
            changing.unlock();
        }
    }

    private CopyFollower follower(int copy, boolean isPaused, Runnable afterEachLook) {
        var tables = EventTable.of(types.byName());
        return new CopyFollower(folder.file(copy), path -> CopyFile.open(path, folder.exports(), tables, settings),
                source,
                new EventReader(newestForm, json, tables), isPaused, afterEachLook);
    }

    /** Runs in the thread of the active copy, which can't wait for its own end. */
    private void closeIfUnused() {
        if (isUnused()) {
            Thread.ofVirtual().start(this::close);
        }
    }

    private boolean isUnused() {
        return System.nanoTime() - lastAsked > UNUSED.toNanos() && standby == null;
    }

    private void close() {
        changing.lock();
        try {
            if (isUnused() && active != null) {
                close(active);
                active = null;
                LOG.info("Nobody has asked the analytical copy for {} minutes: it is closed", UNUSED.toMinutes());
            }
        } finally {
            changing.unlock();
        }
    }

    @Override
    public String name() {
        return "insights";
    }

    @Override
    public Status status() {
        var copies = folder.read();
        var copy = active;
        var next = standby;
        var previous = copies.previous();
        return new Status(state(), copies.active(), copy == null ? 0 : copy.state().position(),
                copy == null ? null : copy.error().orElse(null),
                next == null ? null : new Rebuild(next.state().position(), next.eventsPerSecond()),
                next != null || previous == null
                        ? null
                        : new Previous(previous.copy(), previous.since(), previous.position()));
    }

    private State state() {
        var copy = active;
        if (copy == null) {
            return State.IDLE;
        }
        if (copy.isPaused()) {
            return State.PAUSED;
        }
        if (copy.error().isPresent()) {
            return State.ERROR;
        }
        return standby != null || !copy.hasCaughtUp() ? State.REPLAYING : State.RUNNING;
    }

    @Override
    public void rebuild() {
        change(copies -> {
            deletePrevious(copies);
            folder.write(copies.withoutPrevious());
            startStandby(folder.unused());
        });
    }

    @Override
    public void switchBack() {
        change(copies -> {
            if (copies.previous() != null) {
                startStandby(copies.previous().copy());
            }
        });
    }

    private void startStandby(int copy) {
        loaded();
        standbyNumber = copy;
        standby = follower(copy, false, this::switchOverOnceCaughtUp);
    }

    /** Runs in the thread of the standby copy, which therefore must not wait for the lock. */
    private void switchOverOnceCaughtUp() {
        if (!changing.tryLock()) {
            return;
        }
        try {
            var old = active;
            var next = standby;
            if (old == null || next == null || !next.hasCaughtUp()
                    || next.state().position() < old.state().position()) {
                return;
            }
            var copies = folder.read();
            folder.write(new Copies(standbyNumber, copies.isPaused(),
                    new KeptCopy(copies.active(), Instant.now(), old.state().position())));
            next.afterEachLook(this::closeIfUnused);
            active = next;
            standby = null;
            close(old);
            LOG.info("The analytical copy {} is the active one now", standbyNumber);
        } finally {
            changing.unlock();
        }
    }

    @Override
    public void discard() {
        change(copies -> {
            var next = standby;
            standby = null;
            close(next);
            if (next != null) {
                CopyFile.delete(folder.file(standbyNumber));
            }
            deletePrevious(copies);
            folder.write(copies.withoutPrevious());
        });
    }

    private void deletePrevious(Copies copies) {
        if (copies.previous() != null) {
            CopyFile.delete(folder.file(copies.previous().copy()));
        }
    }

    @Override
    public void pause() {
        setPaused(true);
    }

    @Override
    public void resume() {
        setPaused(false);
    }

    private void setPaused(boolean now) {
        change(copies -> {
            folder.write(copies.paused(now));
            var copy = active;
            if (copy != null) {
                copy.pause(now);
            }
        });
    }

    private void change(Consumer<Copies> change) {
        changing.lock();
        try {
            change.accept(folder.read());
        } finally {
            changing.unlock();
        }
    }

    private static void close(@Nullable CopyFollower copy) {
        if (copy != null) {
            copy.close();
        }
    }

    @Override
    public void destroy() {
        changing.lock();
        try {
            isClosed = true;
            close(standby);
            close(active);
            standby = null;
            active = null;
        } finally {
            changing.unlock();
        }
    }
}
