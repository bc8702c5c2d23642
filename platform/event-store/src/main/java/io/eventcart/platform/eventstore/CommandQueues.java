package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.TooManyRequests;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets this instance send the commands of one aggregate one after the other, in the order in which they came.
 *
 * <p>Commands that race for an aggregate wait here, where they hold neither a database connection nor a thread of the command bus. So they
 * are in nobody's way but each other's. Axon's lock on the aggregate stays: it guards against commands that other instances send.
 */
final class CommandQueues {
    private final int mostWaiting;
    private final Duration longestWait;
    private final ConcurrentHashMap<String, Queue> queues = new ConcurrentHashMap<>();

    /**
     * @param mostWaiting how many commands of one aggregate may wait at once
     * @param longestWait how long one waits at the most
     */
    CommandQueues(int mostWaiting, Duration longestWait) {
        this.mostWaiting = mostWaiting;
        this.longestWait = longestWait;
    }

    private static final class Queue {
        private final Semaphore turn = new Semaphore(1, true);
        /** The one whose turn it is included; guarded by the map. */
        private int commands;
    }

    /** @throws TooManyRequests if the queue is full, or the turn has not come in time; the command was not sent then */
    <R> R inTurn(String target, Supplier<R> send) {
        var queue = queues.compute(target, (id, known) -> join(known == null ? new Queue() : known));
        try {
            if (!queue.turn.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
            try {
                return send.get();
            } finally {
                queue.turn.release();
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
        return queue == null ? 0 : queue.turn.getQueueLength();
    }

    /** @return the number of aggregates for which a command is being sent or waits */
    int size() {
        return queues.size();
    }
}
