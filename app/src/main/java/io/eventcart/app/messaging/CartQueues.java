package io.eventcart.app.messaging;

import io.eventcart.sharedkernel.CartId;
import io.eventcart.sharedkernel.TooManyRequests;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets this instance send the commands of one cart one after the other, in the order in which they came.
 *
 * <p>Commands that race for a cart wait here, where they hold neither a database connection nor a thread of the command bus. So they
 * are in nobody's way but each other's. Axon's lock on the cart stays: it guards against commands that other instances send.
 */
final class CartQueues {
    private final int mostWaiting;
    private final Duration longestWait;
    private final ConcurrentHashMap<CartId, Queue> queues = new ConcurrentHashMap<>();

    /**
     * @param mostWaiting how many commands of one cart may wait at once
     * @param longestWait how long one waits at the most
     */
    CartQueues(int mostWaiting, Duration longestWait) {
        this.mostWaiting = mostWaiting;
        this.longestWait = longestWait;
    }

    private static final class Queue {
        private final Semaphore turn = new Semaphore(1, true);
        /** The one whose turn it is included; guarded by the map. */
        private int commands;
    }

    /** @throws TooManyRequests if the queue is full, or the turn has not come in time; the command was not sent then */
    <R> R inTurn(CartId cart, Supplier<R> send) {
        var queue = queues.compute(cart, (id, known) -> join(known == null ? new Queue() : known));
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
            queues.computeIfPresent(cart, (id, known) -> --known.commands == 0 ? null : known);
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
        return new TooManyRequests("Too many calls want to change this cart at the same time. This one did nothing;"
                + " send it again in a second.", Duration.ofSeconds(1));
    }

    int waitingFor(CartId cart) {
        var queue = queues.get(cart);
        return queue == null ? 0 : queue.turn.getQueueLength();
    }

    /** @return the number of carts for which a command is being sent or waits */
    int size() {
        return queues.size();
    }
}
