package io.eventcart.platform.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;

/**
 * Axon's engine, but for how it tells whether a position that is missing may still be filled. A database gives positions out
 * before the append is committed, so readers remember the gaps. Axon remembers none before an event that bears an old
 * time, and an imported event bears the time at which it happened: what is still being committed beside it would never be seen.
 */
final class GapKeepingEngine extends JdbcEventStorageEngine {
    /** So many positions are given out while one append is being committed, and not more. */
    private static final int LONGEST_REMEMBERED = 10_000;

    /** @param builder its cleaning of gaps goes by the events' times too, so it is turned off; there are never more than the above */
    GapKeepingEngine(Builder builder) {
        super(builder.gapCleaningThreshold(Integer.MAX_VALUE));
    }

    @Override
    protected TrackedEventData<?> getTrackedEventData(ResultSet row, GapAwareTrackingToken previous)
            throws SQLException {
        var position = row.getLong(schema().globalIndexColumn());
        var event = super.getTrackedEventData(row, behind(position, 1));
        var token = (previous == null ? behind(position, LONGEST_REMEMBERED) : previous)
                .advanceTo(position, LONGEST_REMEMBERED);
        return new TrackedDomainEventData<>(token, (DomainEventData<?>) event);
    }

    private static GapAwareTrackingToken behind(long position, int distance) {
        return GapAwareTrackingToken.newInstance(Math.max(0, position - distance), Collections.emptySortedSet());
    }
}
