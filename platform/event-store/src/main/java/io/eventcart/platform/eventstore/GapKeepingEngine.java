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
 * Axon's engine with another rule for gaps. A database assigns positions before the commit, so readers track the gaps that may
 * still be filled. Axon tracks no gap before an event with an old timestamp, and an imported event has the time of its occurrence,
 * so readers would miss events that are committed concurrently.
 */
final class GapKeepingEngine extends JdbcEventStorageEngine {
    /** The largest number of positions assigned during the commit of one append. */
    private static final int MAX_GAP_DISTANCE = 10_000;

    /** @param builder its gap cleaning also uses the events' timestamps, so it is disabled; the number of gaps is bounded anyway */
    GapKeepingEngine(Builder builder) {
        super(builder.gapCleaningThreshold(Integer.MAX_VALUE));
    }

    @Override
    protected TrackedEventData<?> getTrackedEventData(ResultSet row, GapAwareTrackingToken previous)
            throws SQLException {
        var position = row.getLong(schema().globalIndexColumn());
        var event = super.getTrackedEventData(row, behind(position, 1));
        var token = (previous == null ? behind(position, MAX_GAP_DISTANCE) : previous)
                .advanceTo(position, MAX_GAP_DISTANCE);
        return new TrackedDomainEventData<>(token, (DomainEventData<?>) event);
    }

    private static GapAwareTrackingToken behind(long position, int distance) {
        return GapAwareTrackingToken.newInstance(Math.max(0, position - distance), Collections.emptySortedSet());
    }
}
