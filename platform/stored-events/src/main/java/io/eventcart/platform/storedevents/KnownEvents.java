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
 * The events as the projections read them. In front of an event that no code knows a projection stops: Axon would skip it without a
 * word, whoever has a handler for what it may have meant.
 */
@Component
public final class KnownEvents implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final ObjectProvider<EventStore> events;
    private volatile @Nullable UnknownEventType stop;

    KnownEvents(ObjectProvider<EventStore> events) {
        this.events = events;
    }

    /** @return the event that no code knows, and that a projection stands in front of */
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

    /** @return whether there is an event behind the token that upcasters leave */
    public boolean hasAfter(@Nullable TrackingToken token) {
        try (var behind = events.getObject().openStream(token)) {
            return behind.hasNextAvailable(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private final class Stopping implements BlockingStream<TrackedEventMessage<?>> {
        /** Axon throws away what is still to be handled when a stream fails: what came before gets so long. */
        private static final long GRACE_MILLIS = 1_000;

        private final BlockingStream<TrackedEventMessage<?>> events;
        private boolean hasHandedOver;
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
            // Once "no more", so that what was handed over is handled; not twice, or it would look as if all were done.
            if (hasHandedOver) {
                hasHandedOver = false;
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
            hasHandedOver = true;
            if (stop != null && stop.position() <= next.trackingToken().position().orElse(0)) {
                stop = null;
            }
            return next;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return events.setOnAvailableCallback(callback);
        }

        /** Axon Server would send no more of the kind, and a position that stands still looks like one that is behind. */
        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            // They are read, and ignored.
        }

        @Override
        public void close() {
            events.close();
        }
    }
}
