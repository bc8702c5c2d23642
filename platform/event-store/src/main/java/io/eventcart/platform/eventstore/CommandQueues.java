package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.TooManyRequests;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Serializes this instance's commands per aggregate, in the order of their arrival.
 *
 * <p>Commands that race for an aggregate wait here, without a database connection or a thread of the command bus. So they delay
 * only each other. Axon's lock on the aggregate is still needed, against commands from other instances.
 */
final class CommandQueues {
    private final int mostWaiting;
    private final Duration longestWait;
    private final ConcurrentHashMap<String, Queue> queues = new ConcurrentHashMap<>();

    /**
     * @param mostWaiting how many commands of one aggregate may wait
     * @param longestWait how long a command waits at the most
     */
    CommandQueues(int mostWaiting, Duration longestWait) {
        this.mostWaiting = mostWaiting;
        this.longestWait = longestWait;
    }

    private static final class Queue {
        private final Semaphore lock = new Semaphore(1, true);
        /** Waiting commands and the one being sent; guarded by the map. */
        private int commands;
    }

    /** @throws TooManyRequests if the queue is full or the wait too long; then the command was not sent */
    <R> R inQueue(String target, Supplier<R> send) {
        var queue = queues.compute(target, (id, known) -> join(known == null ? new Queue() : known));
        try {
            if (!queue.lock.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
            try {
                return send.get();
            } finally {
                queue.lock.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            queues.computeIfPresent(target, (id, known) -> --known.commands == 0 ? null : known);
        }
    }

    private Queue join(Queue queue) {
        if (queue.commands > mostWaiting) {
            throw busy();
        }
        queue.commands++;
        return queue;
    }

    private static TooManyRequests busy() {
        return new TooManyRequests("Too many calls want to change the same thing at once. This one did nothing;"
                + " send it again in a second.", Duration.ofSeconds(1));
    }

    int waitingFor(String target) {
        var queue = queues.get(target);
        return queue == null ? 0 : queue.lock.getQueueLength();
    }

    /** @return the number of aggregates with a waiting command or one being sent */
    int size() {
        return queues.size();
    }
}
