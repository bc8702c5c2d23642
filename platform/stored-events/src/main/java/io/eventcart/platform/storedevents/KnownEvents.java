package io.eventcart.platform.storedevents;

import io.eventcart.platform.sliceapi.UnknownEvent;
import io.eventcart.platform.sliceapi.UnknownEventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The source of events for the projections. A projection stops before an event of an unknown type, which Axon would silently skip.
 */
@Component
public final class KnownEvents implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final ObjectProvider<EventStore> events;
    private volatile @Nullable UnknownEventType stop;

    KnownEvents(ObjectProvider<EventStore> events) {
        this.events = events;
    }

    /** @return the event of an unknown type before which a projection has stopped */
    public Optional<UnknownEventType> stop() {
        return Optional.ofNullable(stop);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Stopping(events.getObject().openStream(token));
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return events.getObject().createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return events.getObject().createHeadToken();
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant at) {
        return events.getObject().createTokenAt(at);
    }

    @Override
    public @Nullable TrackingToken createTokenSince(Duration since) {
        return events.getObject().createTokenSince(since);
    }

    /** @return whether there is an event after the token that no upcaster drops */
    public boolean hasAfter(@Nullable TrackingToken token) {
        try (var behind = events.getObject().openStream(token)) {
            return behind.hasNextAvailable(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private final class Stopping implements BlockingStream<TrackedEventMessage<?>> {
        /** Axon discards events still to be handled when a stream fails. This is the time for the earlier events. */
        private static final long GRACE_MILLIS = 1_000;

        private final BlockingStream<TrackedEventMessage<?>> events;
        private boolean hasReturnedEvents;
        private boolean isGraceDue;

        Stopping(BlockingStream<TrackedEventMessage<?>> events) {
            this.events = events;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return events.peek().filter(event -> !isUnknown(event));
        }

        /** @throws UnknownEventType if the next event is of a type that no code knows */
        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (!events.hasNextAvailable(timeout, unit)) {
                return false;
            }
            var next = events.peek();
            if (next.filter(Stopping::isUnknown).isEmpty()) {
                return true;
            }
            // Reports "no more events" once, so that earlier events are handled; not twice, since then the projection would seem to
            // be caught up.
            if (hasReturnedEvents) {
                hasReturnedEvents = false;
                isGraceDue = true;
                return false;
            }
            if (isGraceDue) {
                isGraceDue = false;
                Thread.sleep(GRACE_MILLIS);
            }
            throw failure(next.get());
        }

        private UnknownEventType failure(TrackedEventMessage<?> event) {
            try {
                throw new IllegalStateException(event.getPayload() + " is known");
            } catch (UnknownEventType unknown) {
                stop = unknown;
                return unknown;
            }
        }

        private static boolean isUnknown(TrackedEventMessage<?> event) {
            return event.getPayloadType() == UnknownEvent.class;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            var next = events.nextAvailable();
            if (isUnknown(next)) {
                throw failure(next);
            }
            hasReturnedEvents = true;
            if (stop != null && stop.position() <= next.trackingToken().position().orElse(0)) {
                stop = null;
            }
            return next;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return events.setOnAvailableCallback(callback);
        }

        /** Does nothing. Axon Server would stop sending that type, and a position that does not advance looks like a lag. */
        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            // The events are read and ignored.
        }

        @Override
        public void close() {
            events.close();
        }
    }
}
