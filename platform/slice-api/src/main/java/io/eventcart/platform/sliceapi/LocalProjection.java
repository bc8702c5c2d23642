package io.eventcart.platform.sliceapi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A projection that each instance keeps for itself, in files of its own, and fills only once somebody asks for it. It is listed,
 * rebuilt and paused by the same calls as every projection; they concern the instance that is called.
 *
 * <p>The caller of the methods that change something has checked the status. Each of them is idempotent.
 */
public interface LocalProjection {
    /** Its name in {@code GET /api/projections}. */
    String name();

    /** Does not load it. */
    Status status();

    /** Builds the standby copy from all events, while readers see the active copy, and then switches over. */
    void rebuild();

    /** Makes the previous copy the active one again, once it has caught up. */
    void switchBack();

    /** Deletes the standby copy, whether it is being built or is the previous one. */
    void discard();

    void pause();

    void resume();

    /** What it is doing. */
    enum State {
        /** Nobody has asked for it, so it follows no events and costs nothing. */
        IDLE, RUNNING, REPLAYING, PAUSED, ERROR
    }

    /**
     * @param copy the active one: 1 or 2
     * @param position of the last event in the active copy; 0 while it is idle
     * @param error why it can't go on; null unless the state is ERROR
     * @param rebuild the progress of a rebuild; null if none is under way
     * @param previous the copy that can be switched back to; null if there is none
     */
    record Status(State state, int copy, long position, @Nullable String error, @Nullable Rebuild rebuild,
            @Nullable Previous previous) {}

    /** @param eventsPerSecond since the rebuild began; null before the first events */
    record Rebuild(long position, @Nullable Long eventsPerSecond) {}

    /** @param since when readers last saw it */
    record Previous(int copy, Instant since, long position) {}
}
