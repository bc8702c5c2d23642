package io.eventcart.platform.eventstore;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;

/**
 * Axon's embedded event store, with notifications about new events, as Axon Server sends them. Otherwise pooled processors poll
 * twice a second, so every view lags by up to half a second.
 */
final class PromptEventStore extends EmbeddedEventStore {
    /** Collects events under load: a notification for each event would take CPU time from the writers. */
    private static final int COLLECT_MILLIS = 10;

    private final Set<Runnable> readers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isNotificationScheduled = new AtomicBoolean();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            new AxonThreadFactory(EmbeddedEventStore.class.getSimpleName()));

    /** @param pollMillis polling interval in milliseconds, for events that a notification missed or other instances stored */
    PromptEventStore(Builder builder, int pollMillis) {
        super(builder.fetchDelay(pollMillis));
        var _ = scheduler.scheduleWithFixedDelay(this::notifyReaders, pollMillis, pollMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        super.afterCommit(events);
        if (!scheduler.isShutdown() && isNotificationScheduled.compareAndSet(false, true)) {
            var _ = scheduler.schedule(this::notifyReaders, COLLECT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void notifyReaders() {
        isNotificationScheduled.set(false);
        for (var reader : readers) {
            try {
                reader.run();
            } catch (RejectedExecutionException e) {
                // The reader is shutting down.
            }
        }
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        return new NotifyingStream(super.openStream(token));
    }

    @Override
    public void shutDown() {
        scheduler.shutdownNow();
        super.shutDown();
    }

    private final class NotifyingStream implements TrackingEventStream {
        private final TrackingEventStream events;
        private @Nullable Runnable reader;

        NotifyingStream(TrackingEventStream events) {
            this.events = events;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            unregister();
            reader = callback;
            return readers.add(callback);
        }

        private void unregister() {
            if (reader != null) {
                readers.remove(reader);
            }
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return events.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return events.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return events.nextAvailable();
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            events.skipMessagesWithPayloadTypeOf(ignored);
        }

        @Override
        public void close() {
            unregister();
            events.close();
        }
    }
}
