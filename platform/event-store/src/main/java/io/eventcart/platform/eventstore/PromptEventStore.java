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
    private static final int GATHER_MILLIS = 10;

    private final Set<Runnable> readers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isCalling = new AtomicBoolean();
    private final ScheduledExecutorService calls = Executors.newSingleThreadScheduledExecutor(
            new AxonThreadFactory(EmbeddedEventStore.class.getSimpleName()));

    /** @param askAnyway polling interval in milliseconds, for events that a notification missed or other instances stored */
    PromptEventStore(Builder builder, int askAnyway) {
        super(builder.fetchDelay(askAnyway));
        var _ = calls.scheduleWithFixedDelay(this::call, askAnyway, askAnyway, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        super.afterCommit(events);
        if (!calls.isShutdown() && isCalling.compareAndSet(false, true)) {
            var _ = calls.schedule(this::call, GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void call() {
        isCalling.set(false);
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
        return new CallingStream(super.openStream(token));
    }

    @Override
    public void shutDown() {
        calls.shutdownNow();
        super.shutDown();
    }

    private final class CallingStream implements TrackingEventStream {
        private final TrackingEventStream events;
        private @Nullable Runnable reader;

        CallingStream(TrackingEventStream events) {
            this.events = events;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            forget();
            reader = callback;
            return readers.add(callback);
        }

        private void forget() {
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
            forget();
            events.close();
        }
    }
}
